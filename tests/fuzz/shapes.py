# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells whether a value is what its type says, to the last member: a text where a number belongs breaks whoever counts with it."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _filled(hint: Any, told: Mapping[Any, Any]) -> Any:
    """Return a type with what stands for its type variables."""
    needed = getattr(hint, "__parameters__", ())
    return hint[tuple(told.get(item, Any) for item in needed)] if needed else hint


def assert_typed(value: object, kind: Any, where: str = "") -> None:
    """Fail where a value or a member of it is of another type than is said."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any or kind is object or origin is Callable:
        return
    if origin in (typing.Union, types.UnionType):
        if not any(_is_typed(value, item, where) for item in arguments):
            raise AssertionError(f"{where}: {value!r} is no {kind}")
    elif origin is None:
        assert isinstance(kind, type), kind
        # A truth is no number.
        is_right = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        assert is_right, f"{where}: {value!r} is no {kind.__name__}"
        _members(value, where)
    elif is_dataclass(origin):
        assert isinstance(value, origin), f"{where}: {value!r}"
        _members(value, where, dict(zip(origin.__parameters__, arguments, strict=True)))
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        assert isinstance(value, Mapping), f"{where}: {value!r}"
        for key, item in value.items():
            assert_typed(key, arguments[0], f"{where} key")
            assert_typed(item, arguments[1], f"{where}[{key!r}]")
    elif origin is tuple and arguments[-1] is not Ellipsis:
        assert isinstance(value, tuple) and len(value) == len(arguments), f"{where}: {value!r}"
        for item, argument in zip(value, arguments, strict=True):
            assert_typed(item, argument, where)
    elif isinstance(origin, type) and issubclass(origin, (tuple, list, set, frozenset)):
        assert isinstance(value, origin), f"{where}: {value!r}"
        for item in value:
            assert_typed(item, arguments[0], where)


def _is_typed(value: object, kind: Any, where: str) -> bool:
    try:
        assert_typed(value, kind, where)
    except AssertionError:
        return False
    return True


def _members(value: object, where: str, told: Mapping[Any, Any] | None = None) -> None:
    """Look at the members. ``told``: what stands for the type variables of its class."""
    if is_dataclass(value):
        names = [item.name for item in fields(value)]
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        names = list(value._fields)
    else:
        return
    for name in names:
        assert_typed(getattr(value, name), _filled(_hints(type(value))[name], told or {}), f"{where}.{name}")
