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
	tests/unit/check_flow \
	tests/unit/check_inflate \
	tests/unit/check_keeper \
	tests/unit/check_lasting \
	tests/unit/check_options \
	tests/unit/check_ring \
	tests/unit/check_rule \
	tests/unit/check_savefile \
	tests/unit/check_series \
	tests/unit/check_text \
	tests/unit/check_trigger \
	tests/unit/check_wire
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
	tests/fuzz/fuzz_dissector \
	tests/fuzz/fuzz_expr_eval \
	tests/fuzz/fuzz_expr_parse \
	tests/fuzz/fuzz_rules \
	tests/fuzz/fuzz_savefile \
	tests/fuzz/fuzz_stack
if LUA
fuzz_programs += tests/fuzz/fuzz_lua tests/fuzz/fuzz_lua_text
endif
# Makes inputs of captures.
fuzz_tools = tests/fuzz/seeds
EXTRA_PROGRAMS = $(fuzz_programs) $(fuzz_tools)
CLEANFILES += $(fuzz_programs) $(fuzz_tools)
if FUZZING
noinst_PROGRAMS += $(fuzz_programs) $(fuzz_tools)
fuzz_main =
fuzz_ldflags = $(AM_LDFLAGS) -fsanitize=fuzzer
else
fuzz_main = tests/fuzz/replay.c
fuzz_ldflags = $(AM_LDFLAGS)
endif
fuzz_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/tests

# All plugins and what calls them; nobody names them, so that a library of them
# is linked in whole.
EXTRA_LIBRARIES = tests/fuzz/libplugins.a tests/fuzz/libtarget.a
tests_fuzz_libplugins_a_SOURCES = plugins/family.c $(all_protocols)
tests_fuzz_libtarget_a_SOURCES = tests/fuzz/target.c tests/fuzz/target.h \
	tests/fuzz/ways.c tests/fuzz/ways.h tests/harness.c tests/harness.h
tests_fuzz_libtarget_a_CPPFLAGS = $(fuzz_cppflags)
CLEANFILES += $(EXTRA_LIBRARIES)
fuzz_plugins = -Wl,--whole-archive,tests/fuzz/libplugins.a,--no-whole-archive

tests_fuzz_fuzz_dissector_SOURCES = tests/fuzz/fuzz_dissector.c $(fuzz_main)
tests_fuzz_fuzz_dissector_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_dissector_LDFLAGS = $(fuzz_ldflags) $(fuzz_plugins)
tests_fuzz_fuzz_dissector_LDADD = tests/fuzz/libtarget.a $(CORE_LIBS)
EXTRA_tests_fuzz_fuzz_dissector_DEPENDENCIES = tests/fuzz/libplugins.a
tests_fuzz_fuzz_stack_SOURCES = tests/fuzz/fuzz_stack.c $(fuzz_main)
tests_fuzz_fuzz_stack_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_stack_LDFLAGS = $(fuzz_ldflags) $(fuzz_plugins)
tests_fuzz_fuzz_stack_LDADD = tests/fuzz/libtarget.a $(CORE_LIBS)
EXTRA_tests_fuzz_fuzz_stack_DEPENDENCIES = tests/fuzz/libplugins.a

# Beside the families, what runs scripts; its names are not to be theirs.
EXTRA_LIBRARIES += tests/fuzz/liblua.a
lua_cppflags = $(plugins_hosts_lua_so_CPPFLAGS) -Dtp_plugin=lua_plugin \
	-Dexpert_register=lua_expert_register \
	'-DGUARD_MEMORY=((size_t)16 << 20)' -DGUARD_TICKS=2u
tests_fuzz_liblua_a_SOURCES = $(lua_sources) tests/fuzz/script.c \
	tests/fuzz/script.h
tests_fuzz_liblua_a_CPPFLAGS = $(lua_cppflags) $(fuzz_cppflags)
fuzz_lua_ldadd = tests/fuzz/liblua.a tests/fuzz/libtarget.a $(CORE_LIBS) \
	$(plugins_hosts_lua_so_LDADD)
tests_fuzz_fuzz_lua_SOURCES = tests/fuzz/fuzz_lua.c $(fuzz_main)
tests_fuzz_fuzz_lua_CPPFLAGS = $(lua_cppflags) $(fuzz_cppflags) \
	-I$(top_srcdir)/plugins/lua \
	'-DFUZZ_SCRIPT="$(abs_top_srcdir)/tests/fuzz/readers.lua"'
tests_fuzz_fuzz_lua_LDFLAGS = $(fuzz_ldflags) $(fuzz_plugins)
tests_fuzz_fuzz_lua_LDADD = $(fuzz_lua_ldadd)
EXTRA_tests_fuzz_fuzz_lua_DEPENDENCIES = tests/fuzz/libplugins.a
tests_fuzz_fuzz_lua_text_SOURCES = tests/fuzz/fuzz_lua_text.c $(fuzz_main)
tests_fuzz_fuzz_lua_text_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_lua_text_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_fuzz_lua_text_LDADD = $(fuzz_lua_ldadd)

tests_fuzz_seeds_SOURCES = tests/fuzz/seeds.c
tests_fuzz_seeds_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_seeds_LDFLAGS = $(AM_LDFLAGS) $(fuzz_plugins)
tests_fuzz_seeds_LDADD = tests/fuzz/libtarget.a $(CORE_LIBS)
EXTRA_tests_fuzz_seeds_DEPENDENCIES = tests/fuzz/libplugins.a
tests_fuzz_fuzz_expr_eval_SOURCES = tests/fuzz/fuzz_expr_eval.c $(fuzz_main) \
	tests/kinds.c tests/kinds.h
tests_fuzz_fuzz_expr_eval_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_expr_eval_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_fuzz_expr_eval_LDADD = $(CORE_LIBS)
tests_fuzz_fuzz_expr_parse_SOURCES = tests/fuzz/fuzz_expr_parse.c \
	$(fuzz_main) tests/kinds.c tests/kinds.h
tests_fuzz_fuzz_expr_parse_CPPFLAGS = $(fuzz_cppflags)
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
	tests/fuzz/replay.sh \
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
	tests/live/extract \
	tests/live/filter \
	tests/live/isolation \
	tests/live/kill \
	tests/live/loss \
	tests/live/merge \
	tests/live/options \
	tests/live/pipe \
	tests/live/privileges \
	tests/live/rotate \
	tests/live/signals \
	tests/live/triggers \
	tests/live/where
TESTS += $(live_tests)
EXTRA_DIST += $(live_tests) tests/live/hostile.c tests/live/hostile.py \
	tests/live/live.py

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
	tests/differential/json \
	tests/differential/rtp \
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

# make fuzz FUZZ=dns TIME=60: doc/fuzzing.md.
.PHONY: fuzz
fuzz:
	$(AM_V_at)srcdir='$(srcdir)' MAKE='$(MAKE)' \
	    '$(srcdir)/tests/fuzz/run' fuzz '$(FUZZ)' '$(TIME)'
clean-local:
	-rm -rf fuzz.build
