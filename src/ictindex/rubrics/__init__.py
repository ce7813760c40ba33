"""The built-in plugins: a folder of TOML files per namespace, registered as any other plugin."""

from __future__ import annotations

__all__: list[str] = []
