"""The contract of the plugin: whole, lawful, and its worked examples come out as they are printed."""

from ictindex.testing import plugin_tests

test_tra_vinh = plugin_tests("tra-vinh", cases="cases/*.toml")
