#!/usr/bin/env bash
# Runs every test there is. Installs what the full suite needs where that is missing (as root, on Debian); whatever it
# cannot install is named, and the tests that need it are skipped. The last line is: N passed, N failed, N skipped.
set -u
cd "$(dirname "$0")/.." || exit 1

# No build server outlives this run.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# The programs that tests start and kill live for seconds, most of which is compiling: code that is mapped twice, so that
# no page is ever writable and executable, takes a tenth longer to make.
export DOTNET_EnableWriteXorExecute=0

missing=()
# The browser without its windows, which do as much work again as the pages; where there is no such package, with them.
command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
command -v strace >/dev/null || missing+=(strace)
command -v curl >/dev/null || missing+=(curl)
command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
/usr/bin/python3 -c 'import icalendar' 2>/dev/null || missing+=(python3-icalendar)
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        install() { apt-get install -y -qq --no-install-recommends "$1" >/dev/null; }
        for package in "${missing[@]}"; do
            install "$package" || { [ "$package" = chromium-headless-shell ] && { command -v chromium >/dev/null || install chromium; }; } ||
                echo "Could not install $package: the tests that need it are skipped."
        done
    else
        echo "Missing: ${missing[*]}. Only root on Debian can install them from here; the tests that need them are skipped."
    fi
fi

dotnet build LiveDashboard.sln -c Release || { echo "The build failed; no test ran."; exit 1; }

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
failed_runs=0
for project in tests/*Tests/*.csproj; do
    timeout 1800 dotnet test "$project" --no-build -c Release --logger trx --results-directory "$results" ||
        failed_runs=$((failed_runs + 1))
done

# Of each result file the one line with its sums: <Counters total="3" executed="2" passed="2" failed="0" ... />
read -r passed failed skipped < <(
    cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | awk '
        function sum(name) { return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) + 0 : 0 }
        { total += sum("total"); executed += sum("executed"); passed += sum("passed") }
        END { print passed + 0, executed - passed, total - executed }')

if ! command -v node >/dev/null; then
    echo "Missing: node. The tests of the pages' scripts do not run."
elif compgen -G 'tests/web/*.test.mjs' >/dev/null; then
    node --test --test-reporter=tap tests/web/*.test.mjs >"$results/node" || failed_runs=$((failed_runs + 1))
    grep -E '^ *not ok|^# (pass|fail|skipped) ' "$results/node"
    count() { awk -v name="$1" '$1 == "#" && $2 == name { print $3; found = 1 } END { if (!found) print 0 }' "$results/node"; }
    passed=$((passed + $(count pass))) failed=$((failed + $(count fail))) skipped=$((skipped + $(count skipped)))
fi

# A run that ended before it could write down what failed has failed too.
[ "$failed_runs" -gt 0 ] && [ "$failed" -eq 0 ] && failed=$failed_runs
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
