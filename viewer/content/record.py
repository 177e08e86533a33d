"""Values that never change, without what they would cost at every start.

A frozen dataclass writes and compiles its methods when it is imported, about half a millisecond each. The many small
kinds of content share the methods here instead.
"""

from __future__ import annotations

from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class Record:
    """A value made of the fields that its class annotates: equal to another of its own kind with the same fields."""

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls._fields = (*cls._fields, *cls.__annotations__)
        type.__setattr__(cls, "__match_args__", cls._fields)  # mypy allows no plain assignment

    def __init__(self, *values: Any, **named: Any) -> None:  # noqa: ANN401 - each subclass has its own fields
        names = self._fields
        fields = self.__dict__
        fields.update(zip(names, values, strict=False), **named)
        if len(fields) != len(names):
            fields |= {name: getattr(type(self), name) for name in names if name not in fields and hasattr(self, name)}
        if fields.keys() != set(names) or len(values) + len(named) > len(names):
            message = f"{type(self).__name__} takes {', '.join(names)}"
            raise TypeError(message)

    def __setattr__(self, name: str, value: object) -> None:
        message = f"{type(self).__name__} cannot be changed"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        message = f"{type(self).__name__} cannot be changed"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *(self.__dict__[name] for name in self._fields)))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self._fields)
        return f"{type(self).__name__}({fields})"
