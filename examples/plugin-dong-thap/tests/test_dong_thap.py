"""The contract of the plugin: whole, lawful, and its worked examples come out as they are printed."""

from ictindex.testing import plugin_tests

test_dong_thap = plugin_tests("dong-thap", cases="cases/*.toml")
