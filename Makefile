# `make run` and `make test` set up what they need; a second run finds it there and starts at once.
#   make run ARGS="--page intravasation --size 1024x768"
#   make run PYTHON=python3.12        another Python (3.11 or newer) for a new .venv

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The Debian packages that the tests need, each with what tells that it is there where that is not its own name.
TOOLS := xvfb:xvfb-run xauth xdotool strace cage xwayland:Xwayland shellcheck systemd:systemd-analyze chromium appstream:appstreamcli desktop-file-utils:desktop-file-validate \
    speech-dispatcher:spd-say speech-dispatcher-espeak-ng:/usr/lib/speech-dispatcher-modules/sd_espeak-ng \
    orca dbus-daemon at-spi2-core:/usr/libexec/at-spi-bus-launcher dbus:dbus-run-session \
    cups-daemon:cupsd cups-client:lp cups-ipp-utils:ippeveprinter cups-filters:driverless \
    xserver-xorg-core:Xorg xserver-xorg-video-dummy:/usr/lib/xorg/modules/drivers/dummy_drv.so x11-xserver-utils:xrandr openbox
# Modules of the system's own Python, in Debian's names: what a screen reader hears with.
BUS := python3-gi gir1.2-atspi-2.0

# Thousands of random visits, the longest test on X.
VISITS := tests/soak/test_soak.py

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test bench faults soak check locale ready bundle

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/.system $(VENV)/.installed ## Set up and open the window (options in ARGS="…")
	@mkdir -p build
	@$(BIN)/metastasis-viewer --preview build/preview.png $(ARGS)

# Qt takes one platform a process, so there are several runs; pytest ends with an error when any finds no test. The
# first one shares its tests out among the processor's cores. On X most tests wait, and the simulated visits only reckon:
# these two share the cores, each on an X server of its own.
test: $(VENV)/.system-test $(VENV)/.installed-test ## Set up and run every test, offscreen and on a virtual X server
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto -m "not x11"
	@mkdir -p build
	QT_QPA_PLATFORM=xcb xvfb-run -a -n 180 -s "-screen 0 1280x800x24" $(BIN)/python -m pytest -m x11 $(VISITS) \
	    > build/visits.log 2>&1 & visits=$$!; \
	QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1920x1080x24" $(BIN)/python -m pytest -m x11 --ignore=$(VISITS); \
	others=$$?; wait $$visits; visits=$$?; cat build/visits.log; [ $$others = 0 ] && [ $$visits = 0 ]

bench: $(VENV)/.system $(VENV)/.installed ## Measure start-up, step change and memory against the floor
	@$(BIN)/python tests/bench/bench.py

faults: $(VENV)/.system-test $(VENV)/.installed-test ## Do to a kiosk what can happen to it, and time how soon the notice is back
	@$(BIN)/python -m tests.soak.faults $(ARGS)

soak: $(VENV)/.system-test $(VENV)/.installed-test ## Let a year of visits pass in an hour on a virtual X server (ARGS="--actions 5000")
	@QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1920x1080x24" $(BIN)/python -m tests.soak.soak $(ARGS)

check: $(VENV)/.installed-dev ## Check style and types (ruff, mypy), and the bundled text
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/metastasis-viewer check

locale: $(VENV)/.installed-test ## Bring the interface's translations up to date with the program
	$(BIN)/python -m tests.catalogs $(ARGS)

bundle: $(VENV)/.system $(VENV)/.system-bundle $(VENV)/.installed-bundle ## Build a folder that runs without Python: dist/metastasis-viewer
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/bundle tests/bundle/metastasis-viewer.spec
	@cp LICENSE resources/fonts/OFL.txt dist/metastasis-viewer
	@$(BIN)/python -m tests.bundle.licences dist/metastasis-viewer build/bundle/metastasis-viewer

ready: $(VENV)/.installed ## Bring the ready form of the bundled topic up to date with its files
	$(BIN)/python -m tests.ready

# --- Set-up. Each file below stands for a finished part and is made again when what it depends on changes.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo 'Python 3.11 or newer is needed; choose one with: make PYTHON=python3.11 …' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo 'Python cannot make environments here. On Debian or Ubuntu run: apt-get install -y python3-venv' \
	        '(as root, or with sudo in front)' >&2; exit 1; }
	@echo 'Making $(VENV) …'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# The build tool comes from the constraints too, so that nothing unpinned is fetched.
define install
	@echo 'Installing metastasis-viewer$(1) into $(VENV) …'
	@$(PIP) install -c constraints.txt hatchling editables
	@$(PIP) install -c constraints.txt --no-build-isolation -e '.$(1)'
	@touch $@
endef

# With the list of words that `check` needs: who has a checkout may edit the text.
$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	$(call install,[authoring])

$(VENV)/.installed-test: $(VENV)/.installed
	$(call install,[test])

$(VENV)/.installed-dev: $(VENV)/.installed
	$(call install,[test$(comma)dev])

$(VENV)/.installed-bundle: $(VENV)/.installed
	$(call install,[bundle])

comma := ,

# Installs the packages named in the shell variable $packages, or says how.
define apt
	[ -n "$$packages" ] || exit 0; \
	line='apt-get install -y --no-install-recommends'; \
	if ! command -v apt-get >/dev/null; then \
	    echo "Missing on this system (Debian's names): $$packages" >&2; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then sudo=; \
	elif sudo -n true 2>/dev/null; then sudo='sudo -n'; \
	else echo "Missing on this system; please run: sudo apt-get update && sudo $$line $$packages" >&2; exit 1; fi; \
	echo "Installing with apt: $$packages"; \
	$$sudo apt-get -qq update && \
	$$sudo env DEBIAN_FRONTEND=noninteractive $$line -qq -o Dpkg::Use-Pty=0 $$packages >/dev/null
endef

$(VENV)/.system: $(VENV)/.made viewer/libraries.py
	@packages="$$($(BIN)/python -m viewer.libraries --packages)" || exit 1; $(apt)
	@touch $@

# PyInstaller reads programs with objdump, and takes Python's own library along.
$(VENV)/.system-bundle: $(VENV)/.made
	@packages=; command -v objdump >/dev/null || packages=binutils; \
	$(BIN)/python -c 'import os, sys, sysconfig as s; v = s.get_config_var; \
	    sys.exit(not (v("Py_ENABLE_SHARED") and os.path.exists(os.path.join(v("LIBDIR"), v("INSTSONAME")))))' || \
	    packages="$${packages:+$$packages }libpython$$($(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')"; \
	$(apt)
	@touch $@

$(VENV)/.system-test: $(VENV)/.made viewer/libraries.py tests/content/other_scripts.py
	@packages="$$($(BIN)/python -m viewer.libraries --packages)" || exit 1; \
	for tool in $(TOOLS); do \
	    PATH="$$PATH:/usr/sbin:/sbin" command -v "$${tool#*:}" >/dev/null || packages="$${packages:+$$packages }$${tool%%:*}"; \
	done; \
	for package in $(BUS); do \
	    dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed || \
	        packages="$${packages:+$$packages }$$package"; \
	done; \
	fonts="$$($(BIN)/python -m tests.content.other_scripts)" || exit 1; \
	packages="$${packages:+$$packages }$$fonts"; packages="$${packages% }"; \
	$(apt)
	@touch $@
