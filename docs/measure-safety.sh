#!/usr/bin/env bash
# Measures on a real API server how much policy a slow loss of EndpointSlices takes: slices are deleted while no pod is to be seen,
# and are put back. What each figure means: docs/safety.md.
#
#   docs/measure-safety.sh KUBECONFIG [small | large]
#
# Needs a control plane that may be written to (no kubelet: the endpoints are of no pods), java, kubectl, curl and awk, and the built
# program (any command of ./fairway builds it). Writes into the namespace fairway-measure alone and deletes it at the end; starts the
# operator itself, over a simulated fabric. small: 30 Services, one slice a second. large: 10,000 Services, half of them annotated, all
# slices over 45 s. These may be set in the environment, with their defaults:
#   SERVICES SECONDS_OF_LOSS   by the size       RETENTION=60s HOLD_FOR=10m WAIT=700   seconds after the last deletion
#   KUBECTL=kubectl            JAR=operator/target/fairway.jar       PORT=18099         of the operator's pages
set -euo pipefail

if [[ $# -lt 1 || ! -f $1 ]]; then sed -n '2,14s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; fi
kubeconfig=$1 size=${2:-small}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
case $size in
  small) services=${SERVICES:-30} seconds=${SECONDS_OF_LOSS:-30} every=1 ;;
  large) services=${SERVICES:-10000} seconds=${SECONDS_OF_LOSS:-45} every=2 ;;
  *) echo "'$size' is no size: small or large" >&2; exit 2 ;;
esac
jar=${JAR:-$root/operator/target/fairway.jar} kubectl=${KUBECTL:-kubectl} port=${PORT:-18099}
[[ -f $jar ]] || { echo "$jar is not built: any command of ./fairway builds it" >&2; exit 2; }
namespace=fairway-measure annotated=$(((services + every - 1) / every))
work=$(mktemp -d)
operator='' proxy=''
finish() {
  [[ -z $operator ]] || kill "$operator" 2>/dev/null || true
  "$kubectl" --kubeconfig "$kubeconfig" delete namespace "$namespace" --wait=false >/dev/null 2>&1 || true
  [[ -z $proxy ]] || kill "$proxy" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

"$kubectl" --kubeconfig "$kubeconfig" proxy --port=0 >"$work/proxy" 2>&1 & proxy=$!
for ((try = 0; try < 100; try++)); do grep -q 'serve on' "$work/proxy" && break; sleep 0.1; done
api=http://$(sed -n 's/.*serve on //p' "$work/proxy")

# Requests about Services or slices FIRST to LAST, as a configuration of curl.
requests() { # KIND create|delete FIRST LAST
  awk -v kind="$1" -v verb="$2" -v first="$3" -v last="$4" -v every="$every" -v api="$api" -v namespace="$namespace" '
    function address(number) {
      return "10." (128 + number % 4) "." int(int(number / 4) / 250) "." (1 + int(number / 4) % 250)
    }
    function entry(path, body) {
      if (count++) print "next"
      print "silent\noutput = \"/dev/null\"\nwrite-out = \"%{http_code}\\n\"\nurl = \"" api path "\""
      if (verb == "delete") { print "request = \"DELETE\""; return }
      gsub(/"/, "\\\"", body)
      print "header = \"Content-Type: application/json\"\ndata = \"" body "\""
    }
    BEGIN {
      for (i = first; i <= last; i++) {
        name = "measure-" i
        if (kind == "services") {
          path = "/api/v1/namespaces/" namespace "/services"
          tunnel = i % every ? "" : "\"annotations\":{\"fairway.dev/tunnel\":\"" (i / every % 2 ? "mpls" : "biz-internet") "\"},"
          body = "{\"metadata\":{" tunnel "\"name\":\"" name "\"},\"spec\":{\"clusterIP\":\"None\",\"ports\":[{\"name\":\"http\",\"port\":80}]}}"
        } else {
          path = "/apis/discovery.k8s.io/v1/namespaces/" namespace "/endpointslices"
          list = ""
          for (k = 0; k < 15; k++) list = list (k ? "," : "") "{\"addresses\":[\"" address(i * 15 + k) "\"]}"
          body = "{\"metadata\":{\"name\":\"" name "\",\"labels\":{\"kubernetes.io/service-name\":\"" name "\"}},\"addressType\":\"IPv4\"," \
            "\"ports\":[{\"name\":\"http\",\"port\":8080}],\"endpoints\":[" list "]}"
        }
        entry(verb == "delete" ? path "/" name : path, body)
      }
    }'
}
send() { # KIND create|delete FIRST LAST
  requests "$@" >"$work/requests"
  local refused
  refused=$(curl --no-progress-meter --parallel --parallel-max 16 --config "$work/requests" | grep -cv '^20[01]$' || true)
  [[ $refused == 0 ]] || echo "$refused requests to $2 $1 were refused" >&2
}
pages() { curl -s --max-time 60 "http://127.0.0.1:$port/$1"; }
metric() { pages metrics | awk -v name="$1" '{ split($1, key, "{") } key[1] == name { sum += $2 } END { printf "%d", sum }'; }
# How many of at most 100 annotated Services, evenly chosen, have no rule for the first of their addresses.
unsteered() {
  local step=$(((annotated + 99) / 100)) asked=0 lost=0 i number
  for ((i = 0; i < annotated; i += step)); do
    number=$((i * every * 15)) asked=$((asked + 1))
    to=10.$((128 + number % 4)).$((number / 4 / 250)).$((1 + number / 4 % 250)):8080/tcp
    now=$(pages "trace?from=site:$((100 + (number + 1) % 4))&to=$to" | sed -n '0,/"now"/s/.*"now" : "\([^"]*\)".*/\1/p')
    [[ $now != mpls && $now != biz-internet ]] || continue
    lost=$((lost + 1))
  done
  echo "$lost of $asked"
}
report() {
  echo "$1: $(metric fairway_services_without_endpoints) of $annotated annotated Services without endpoints, $(metric fairway_services_held) held," \
    "$(metric fairway_addresses_retained) addresses kept though missing, $(metric fairway_holds) holds," \
    "share of addresses lost $(pages metrics | awk '$1 == "fairway_loss_share" { print $2 }'); first addresses without a rule: $(unsteered)"
}

"$kubectl" --kubeconfig "$kubeconfig" create namespace "$namespace" >/dev/null
echo "$services Services of 15 endpoints, $annotated annotated"
send services create 0 $((services - 1))
send endpointslices create 0 $((services - 1))
{
  echo 'routesKnown: true'
  echo 'sites:'
  for site in 0 1 2 3; do
    echo "  - {id: \"$((100 + site))\", networks: [{cidr: 10.$((128 + site)).0.0/16}], edges: [{name: edge-$site, transports: [mpls, biz-internet]}]}"
  done
} >"$work/fabric.yaml"
cat >"$work/fairway.yaml" <<YAML
cluster: {name: measure, networks: [{cidr: 10.128.0.0/14}], datapath: native}
backend: {name: mock, settings: {fabric: fabric.yaml}}
server: {port: $port}
safety: {retention: ${RETENTION:-60s}, holdFor: ${HOLD_FOR:-10m}}
YAML
java -Xmx1g -jar "$jar" run --config "$work/fairway.yaml" --kubeconfig "$kubeconfig" >"$work/log" 2>&1 </dev/null & operator=$!
for ((try = 0; try < 1200; try++)); do
  kill -0 "$operator" 2>/dev/null || { echo 'the operator ended:' >&2; tail -n 5 "$work/log" >&2; exit 1; }
  if [[ $(pages readyz) != *'sync: ok'* || $(metric fairway_rules) == 0 ]]; then sleep 0.5; else break; fi
done
report before
begin=$SECONDS next=0
for ((second = 1; second <= seconds; second++)); do
  last=$((services * second / seconds - 1))
  ((last < next)) || send endpointslices delete "$next" "$last"
  next=$((last + 1))
  while ((SECONDS - begin < second)); do sleep 0.05; done
done
report "all slices deleted in $((SECONDS - begin)) s"
sleep "${WAIT:-700}"
report "${WAIT:-700} s later"
send endpointslices create 0 $((services - 1))
for ((try = 0; try < 600; try++)); do
  if [[ $(metric fairway_addresses_retained) == 0 && $(metric fairway_services_without_endpoints) == 0 ]]; then break; else sleep 0.5; fi
done
report 'slices put back'
