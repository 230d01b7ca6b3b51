#!/usr/bin/env bash
# Guess, written down before the run: the library with which kube-apiserver 1.35 applies a JSON Patch (k8s.io/apiserver v0.35.0
#   requires gopkg.in/evanphx/json-patch.v4 v4.13.0) takes what RFC 6902 and RFC 6901 allow and refuses the rest: an array index is
#   digits without a sign or a leading zero, a path begins with '/', an operation has its `value`, a `test` of a missing path fails.
# True: it takes more, and what it then does is not always near to what was meant.
#   - An index may be negative and counts from the end; but `add` at -1 puts the item behind the last one, where `replace` and `copy`
#     at -1 mean the last one. '+1' and '01' are 1.
#   - A path without its first '/' loses its first word without a word: 'spec/x' writes '/x' at the root.
#   - An operation whose `value` is missing, or misspelled, writes null (in Kubernetes: takes the field away).
#   - A `test` for null passes where the path does not exist; `add` of the whole document (path "") is refused, `replace` is not.
# Who meets it: whoever writes a second implementation of the API (fakes, proxies, audit tools) by the RFC, and controllers that
#   believe that a patch with a mistake is refused.
# Source: RFC 6902 section 4, RFC 6901 sections 3 and 4.
# Needs go 1.24+. Exits 0 while it is so, and 1 where that changed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > go.mod <<'MOD'
module finding

go 1.24

require gopkg.in/evanphx/json-patch.v4 v4.13.0
MOD
cat > main.go <<'GO'
package main

import (
	"fmt"
	"os"

	jsonpatch "gopkg.in/evanphx/json-patch.v4"
)

func main() {
	const document = `{"list":["a","b","c"],"spec":{}}`
	seen := []struct{ patch, want string }{
		{`{"op":"replace","path":"/list/-1","value":"Z"}`, `{"list":["a","b","Z"],"spec":{}}`},
		{`{"op":"add","path":"/list/-1","value":"Z"}`, `{"list":["a","b","c","Z"],"spec":{}}`},
		{`{"op":"add","path":"/list/+1","value":"Z"}`, `{"list":["a","Z","b","c"],"spec":{}}`},
		{`{"op":"add","path":"/list/01","value":"Z"}`, `{"list":["a","Z","b","c"],"spec":{}}`},
		{`{"op":"add","path":"spec/x","value":1}`, `{"list":["a","b","c"],"spec":{},"x":1}`},
		{`{"op":"add","path":"/spec/x","valu":1}`, `{"list":["a","b","c"],"spec":{"x":null}}`},
		{`{"op":"test","path":"/spec/none","value":null}`, document},
		{`{"op":"replace","path":"","value":{"q":1}}`, `{"q":1}`},
		{`{"op":"add","path":"","value":{"q":1}}`, `refused`},
	}
	fmt.Println("gopkg.in/evanphx/json-patch.v4 v4.13.0 on " + document)
	changed := false
	for _, one := range seen {
		got := "refused"
		if patch, err := jsonpatch.DecodePatch([]byte("[" + one.patch + "]")); err == nil {
			if out, err := patch.Apply([]byte(document)); err == nil {
				got = string(out)
			}
		}
		mark := ""
		if got != one.want {
			mark, changed = "   CHANGED, was "+one.want, true
		}
		fmt.Printf("%-50s -> %s%s\n", one.patch, got, mark)
	}
	if changed {
		os.Exit(1)
	}
	fmt.Println("as described")
}
GO
GOFLAGS=-mod=mod go mod tidy >/dev/null 2>&1
go run .
