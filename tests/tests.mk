# SPDX-License-Identifier: BSD-3-Clause
#
# `make check`: unit tests are one line each here, and so are scripts.

# tests/unit/check_X.c, linked with the core and libcheck.
unit_tests = \
	tests/unit/check_dump \
	tests/unit/check_options \
	tests/unit/check_savefile
if HAVE_CHECK
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif

# Run at the top of the build tree; see tests/lib.sh.
script_tests = \
	tests/abi/abi.sh \
	tests/abi/kept.sh \
	tests/bench/check \
	tests/checks/core-names.sh \
	tests/checks/header-alone.sh \
	tests/checks/install.sh \
	tests/checks/loader.sh \
	tests/checks/plugin-includes.sh \
	tests/checks/plugin-symbols.sh \
	tests/golden.sh
TESTS += $(script_tests)
TEST_EXTENSIONS = .sh

AM_TESTS_ENVIRONMENT = \
	TAPIR='$(abs_top_builddir)/tapir'; export TAPIR; \
	CC='$(CC)'; export CC; \
	CXX='$(CXX)'; export CXX; \
	MAKE='$(MAKE)'; export MAKE;

EXTRA_DIST += $(script_tests) \
	tests/abi \
	tests/bench \
	tests/checks \
	tests/golden \
	tests/lib.sh \
	tests/run-sanitized

# After a deliberate change of the ABI, with TP_ABI_MINOR raised.
.PHONY: abi-record
abi-record: all
	$(AM_V_at)$(AM_TESTS_ENVIRONMENT) srcdir='$(srcdir)' \
	    '$(srcdir)/tests/abi/abi.sh' --record
