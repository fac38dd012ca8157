#!/usr/bin/env bash
# Line coverage of src: the share of lines that any test project ran, without migrations and generated code.
# Usage: tests/coverage.sh FOLDER LEAST      reads the Cobertura reports in FOLDER; fails below LEAST percent
set -u

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
# Match whole project paths, not just "src": reports also contain files of packages.
projects=(src/*/)
projects=${projects[*]%/}
find "$1" -name 'coverage.cobertura*.xml' -exec cat {} + | awk -v least="$2" -v projects="${projects// /|}" '
    function attribute(name) {
        return match($0, "[ \t]" name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    BEGIN { RS = "<" }
    # File names are relative to one of the sources of the report.
    $1 ~ /^sources>/ { split("", sources) }
    $1 ~ /^source>/ { sources[$0] = substr($0, length("source>") + 1) }
    $1 == "class" {
        ours = 0
        for (source in sources) {
            file = sources[source] attribute("filename")
            if (match(file, "/(" projects ")/")) {
                ours = file !~ /\/(Migrations|obj)\// && file !~ /\.g\.cs$/
                project = substr(file, RSTART + 1)
            }
        }
    }
    $1 == "line" && ours {
        key = project ":" attribute("number")
        if (!(key in hit)) { hit[key] = 0; split(project, part, "/"); all[part[2]]++; total++ }
        if (!hit[key] && attribute("hits") + 0 > 0) { hit[key] = 1; split(project, part, "/"); ran[part[2]]++; covered++ }
    }
    END {
        if (total == 0) { print "no coverage was measured"; exit 1 }
        for (name in all) printf "%-12s %5.1f%% of %d lines\n", name, 100 * ran[name] / all[name], all[name] | "sort"
        close("sort")
        printf "%-12s %5.1f%% of %d lines (at least %d%% required)\n", "src", 100 * covered / total, total, least
        exit 100 * covered < least * total
    }'
