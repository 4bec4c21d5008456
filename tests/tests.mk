# SPDX-License-Identifier: BSD-3-Clause
#
# `make check`: unit tests are one line each here, and so are scripts.

# tests/unit/check_X.c, linked with the core and libcheck.
unit_tests = \
	tests/unit/check_assembly \
	tests/unit/check_bpf \
	tests/unit/check_compress \
	tests/unit/check_cryptopan \
	tests/unit/check_dump \
	tests/unit/check_engine \
	tests/unit/check_expr \
	tests/unit/check_keeper \
	tests/unit/check_options \
	tests/unit/check_ring \
	tests/unit/check_rule \
	tests/unit/check_savefile \
	tests/unit/check_series \
	tests/unit/check_text \
	tests/unit/check_trigger
tests_unit_check_expr_SOURCES = tests/unit/check_expr.c tests/kinds.c \
	tests/kinds.h
if HAVE_CHECK
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif

# Throws frames at the core; run by cuts.sh and .ci/run.
check_PROGRAMS += tests/cuts
tests_cuts_SOURCES = tests/cuts.c tests/harness.c tests/harness.h
tests_cuts_LDADD = $(CORE_LIBS)

# One field wanted against all; run by pruning.sh.
check_PROGRAMS += tests/pruning
tests_pruning_SOURCES = tests/pruning.c tests/harness.c tests/harness.h
tests_pruning_LDADD = $(CORE_LIBS)

# Fuzz targets: with libFuzzer, or else to run files through them.
fuzz_programs = \
	tests/fuzz/fuzz_capture \
	tests/fuzz/fuzz_expr_eval \
	tests/fuzz/fuzz_expr_parse \
	tests/fuzz/fuzz_rules \
	tests/fuzz/fuzz_savefile
EXTRA_PROGRAMS = $(fuzz_programs)
CLEANFILES += $(fuzz_programs)
if FUZZING
noinst_PROGRAMS += $(fuzz_programs)
fuzz_main =
fuzz_ldflags = $(AM_LDFLAGS) -fsanitize=fuzzer
else
fuzz_main = tests/fuzz/replay.c
fuzz_ldflags = $(AM_LDFLAGS)
endif
tests_fuzz_fuzz_capture_SOURCES = tests/fuzz/fuzz_capture.c $(fuzz_main) \
	tests/harness.c tests/harness.h plugins/family.c $(all_protocols)
tests_fuzz_fuzz_capture_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_fuzz_fuzz_capture_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_fuzz_capture_LDADD = $(CORE_LIBS)
tests_fuzz_fuzz_expr_eval_SOURCES = tests/fuzz/fuzz_expr_eval.c $(fuzz_main) \
	tests/kinds.c tests/kinds.h
tests_fuzz_fuzz_expr_eval_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_fuzz_fuzz_expr_eval_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_fuzz_expr_eval_LDADD = $(CORE_LIBS)
tests_fuzz_fuzz_expr_parse_SOURCES = tests/fuzz/fuzz_expr_parse.c \
	$(fuzz_main) tests/kinds.c tests/kinds.h
tests_fuzz_fuzz_expr_parse_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_fuzz_fuzz_expr_parse_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_fuzz_expr_parse_LDADD = $(CORE_LIBS)
tests_fuzz_fuzz_rules_SOURCES = tests/fuzz/fuzz_rules.c $(fuzz_main)
tests_fuzz_fuzz_rules_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_fuzz_rules_LDADD = $(CORE_LIBS)
tests_fuzz_fuzz_savefile_SOURCES = tests/fuzz/fuzz_savefile.c $(fuzz_main)
tests_fuzz_fuzz_savefile_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_fuzz_savefile_LDADD = $(CORE_LIBS)

# Run at the top of the build tree; see tests/lib.sh.
script_tests = \
	tests/abi/abi.sh \
	tests/abi/kept.sh \
	tests/checks/build-lists.sh \
	tests/checks/core-names.sh \
	tests/checks/crash.sh \
	tests/checks/decode-as.sh \
	tests/checks/example-plugin.sh \
	tests/checks/header-alone.sh \
	tests/checks/install.sh \
	tests/checks/loader.sh \
	tests/checks/plugin-includes.sh \
	tests/checks/plugin-symbols.sh \
	tests/checks/where.sh \
	tests/lua/guide.sh \
	tests/lua/hostile.sh \
	tests/lua/load.sh \
	tests/lua/tasks.sh \
	tests/lua/triggers.sh \
	tests/cuts.sh \
	tests/fuzz/expr.sh \
	tests/pruning.sh \
	tests/rules/actions.sh \
	tests/rules/examples.sh
TESTS += $(script_tests)

# Files that are written, by their octets and by who else reads them.
file_tests = \
	tests/files/anonymize \
	tests/files/append \
	tests/files/disk \
	tests/files/flush \
	tests/files/names \
	tests/files/split \
	tests/files/summary
TESTS += $(file_tests)
EXTRA_DIST += $(file_tests)

# Scripts beside Wireshark, as recorded of it; python3 is all they need.
if LUA
if HAVE_PYTHON
TESTS += tests/lua/api tests/lua/dissect tests/lua/files tests/lua/own tests/lua/values
endif
endif

# In network namespaces; they skip themselves without root.
check_PROGRAMS += tests/live/blast
tests_live_blast_LDADD =
live_tests = \
	tests/live/everyday \
	tests/live/filter \
	tests/live/kill \
	tests/live/loss \
	tests/live/merge \
	tests/live/options \
	tests/live/pipe \
	tests/live/rotate \
	tests/live/signals \
	tests/live/triggers \
	tests/live/where
TESTS += $(live_tests)
EXTRA_DIST += $(live_tests) tests/live/live.py

# Beside tcpdump and tshark.
if HAVE_TCPDUMP
TESTS += tests/differential/text
if HAVE_TSHARK
TESTS += tests/bench/check
endif
endif
if HAVE_TSHARK
TESTS += \
	tests/differential/columns \
	tests/differential/fields \
	tests/differential/files \
	tests/differential/where
endif
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
	tests/differential \
	tests/fuzz \
	tests/golden \
	tests/lua \
	tests/lib.sh \
	tests/rules \
	tests/unit/rules.h \
	tests/run-sanitized

# After a deliberate change of the ABI, with TP_ABI_MINOR raised.
.PHONY: abi-record
abi-record: all
	$(AM_V_at)$(AM_TESTS_ENVIRONMENT) srcdir='$(srcdir)' \
	    '$(srcdir)/tests/abi/abi.sh' --record
