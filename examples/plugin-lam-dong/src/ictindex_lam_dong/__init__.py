"""The rubrics of Lâm Đồng: every TOML file beside this one."""

from importlib.resources import files

from ictindex.plugins import hookimpl, toml_rubrics


@hookimpl
def ictindex_rubrics():
    return toml_rubrics("lam-dong", files(__name__))
