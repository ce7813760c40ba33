#!/bin/sh
# Prints the Python to make the virtual environment with: "$1", or without it python3 or, where that is too old, the
# newest pythonX.Y on the PATH. Where Python or a part of it is missing, says what to install and exits 1.
set -u
wanted=${1:-python3}
others=
[ "$wanted" = python3 ] && others='python3.14 python3.13 python3.12 python3.11'

recent_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# One line per family of systems: what to install for "python" (the interpreter) or "parts" (venv and pip).
say_what_to_install() {
    system=
    if [ -r /etc/os-release ]; then
        system=$(. /etc/os-release && printf '%s %s' "${ID:-}" "${ID_LIKE:-}")
    fi
    case " $system " in
    *" debian "* | *" ubuntu "*)
        versioned=
        [ "$1" = parts ] && versioned=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        if [ "$1" = parts ]; then
            echo "  sudo apt install python3-venv python3-pip"
            echo "  (or $versioned, if $python is not the system's own python3)"
        else
            echo "  sudo apt install python3 python3-venv python3-pip"
        fi
        ;;
    *" fedora "* | *" rhel "* | *" centos "*) echo "  sudo dnf install python3 python3-pip" ;;
    *" alpine "*) echo "  sudo apk add python3 py3-pip" ;;
    *" arch "*) echo "  sudo pacman -S python python-pip" ;;
    *" suse "* | *" opensuse "*) echo "  sudo zypper install python3 python3-pip" ;;
    *)
        echo "  Debian, Ubuntu: sudo apt install python3 python3-venv python3-pip"
        echo "  Fedora:         sudo dnf install python3 python3-pip"
        echo "  Alpine:         sudo apk add python3 py3-pip"
        echo "  elsewhere:      the installer for your system from the Python website"
        ;;
    esac
}

python=
for candidate in "$wanted" $others; do
    if recent_enough "$candidate"; then
        python=$candidate
        break
    fi
done

if [ -z "$python" ]; then
    {
        if found=$("$wanted" --version 2>&1); then
            echo "ictindex needs Python 3.11 or later; '$wanted' is $found."
        else
            echo "ictindex needs Python 3.11 or later; no '$wanted' was found."
        fi
        echo "Install one, for example with"
        say_what_to_install python
        echo "or name another one: make demo PYTHON=/path/to/python3.12"
    } >&2
    exit 1
fi

# Some systems cut venv in two: `import venv` works there while the pip it needs (ensurepip) is in another package.
if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
    {
        echo "'$python' cannot make a virtual environment: its venv or pip (ensurepip) is not installed."
        echo "Install them with"
        say_what_to_install parts
        echo "and run make again."
    } >&2
    exit 1
fi

printf '%s\n' "$python"
