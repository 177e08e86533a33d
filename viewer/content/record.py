"""Values that are set once: what a topic is made of, all the way down to its words.

They are what ``@dataclass(frozen=True)`` makes, which writes and compiles the code of six methods for each class. The
classes that a first frame needs would cost it 10 ms that way, as much as a start may take longer than Qt's own.
"""

from __future__ import annotations

from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class Record:
    """A value whose fields are the annotated names of its class, in their order; those with a value have a default.

    It equals another of the same class with the same fields.

    Raises:
        TypeError: A field is missing, given twice or unknown.
        AttributeError: Somebody sets a field later.
    """

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Note the fields."""
        cls._fields = (*cls._fields, *cls.__annotations__)

    def __init__(self, *values: object, **named: object) -> None:
        names = self._fields
        given = dict(zip(names, values, strict=False), **named)
        if len(given) < len(values) + len(named) or not given.keys() <= set(names):
            raise TypeError(f"{type(self).__name__} has the fields {names}: got {len(values)} values and {set(named)}")
        for name in names[len(values) :] if len(given) < len(names) else ():
            if name not in given:
                if not hasattr(type(self), name):
                    raise TypeError(f"{type(self).__name__} lacks its field {name}")
                given[name] = getattr(type(self), name)
        vars(self).update(given)

    def as_dict(self) -> dict[str, Any]:
        """Return the values of the fields by their names, in their order."""
        return {name: getattr(self, name) for name in self._fields}

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is set once")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is set once")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((type(self), *self.as_dict().values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.as_dict().items())})"
