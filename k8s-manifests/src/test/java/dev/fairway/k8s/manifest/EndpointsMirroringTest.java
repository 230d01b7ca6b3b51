package dev.fairway.k8s.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints in files, as the mirroring controller of a cluster would have them. */
class EndpointsMirroringTest {

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: ledger, namespace: shop}
      spec: {ports: [{name: db, port: 5432}]}
      ---
      """;

  private static final String ENDPOINTS =
      """
      apiVersion: v1
      kind: Endpoints
      metadata: {name: ledger, namespace: shop, labels: {team: money}}
      subsets:
      - addresses:
        - {ip: 10.1.9.9, nodeName: n1, targetRef: {kind: Pod, name: ledger-0}}
        - {ip: "fd00::9"}
        - {ip: not-an-address}
        notReadyAddresses: [{ip: 10.1.9.10}]
        ports: [{name: db, port: 5432}]
      - addresses: [{ip: 10.1.9.11, hostname: old}]
        ports: [{name: db, port: 5433, protocol: UDP}]
      """;

  private static ParsedManifests read(String text) {
    return ManifestReader.read(
        List.of("-"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> addresses(ParsedManifests manifests) {
    return manifests.objects().endpointSlices().stream()
        .flatMap(slice -> slice.getEndpoints().stream())
        .flatMap(endpoint -> endpoint.getAddresses().stream())
        .toList();
  }

  @Test
  void read_handMadeEndpoints_becomeSlicesForEachSubsetAndFamily() {
    ParsedManifests manifests = read(SERVICE + ENDPOINTS);

    assertEquals(List.of(), manifests.diagnostics());
    List<EndpointSlice> slices = manifests.objects().endpointSlices();
    assertEquals(
        List.of("IPv4", "IPv6", "IPv4"),
        slices.stream().map(EndpointSlice::getAddressType).toList());
    assertEquals(List.of("10.1.9.9", "10.1.9.10", "fd00::9", "10.1.9.11"), addresses(manifests));
    EndpointSlice first = slices.get(0);
    assertEquals("ledger", ObjectFields.labels(first).get(EndpointSliceView.SERVICE_NAME));
    assertEquals("money", ObjectFields.labels(first).get("team"));
    assertEquals(
        EndpointsMirroring.CONTROLLER,
        ObjectFields.labels(first).get(EndpointSliceView.MANAGED_BY));
    Endpoint endpoint = first.getEndpoints().get(0);
    assertEquals("n1", endpoint.getNodeName());
    assertEquals("ledger-0", endpoint.getTargetRef().getName());
    assertEquals(Boolean.TRUE, endpoint.getConditions().getReady());
    assertEquals(Boolean.FALSE, first.getEndpoints().get(1).getConditions().getReady());
    assertEquals("TCP", first.getPorts().get(0).getProtocol());
    assertEquals(5433, slices.get(2).getPorts().get(0).getPort());
    assertEquals("old", slices.get(2).getEndpoints().get(0).getHostname());
  }

  @Test
  void read_endpointsWithTheirMirroredSlices_countOnce() {
    String mirrored =
        """
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: ledger-x7k2p
          namespace: shop
          labels:
            kubernetes.io/service-name: ledger
            endpointslice.kubernetes.io/managed-by: endpointslicemirroring-controller.k8s.io
        addressType: IPv4
        endpoints: [{addresses: [10.1.9.9]}]
        """;

    assertEquals(List.of("10.1.9.9"), addresses(read(SERVICE + ENDPOINTS + mirrored)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "labels: {endpointslice.kubernetes.io/skip-mirror: 'true'}",
        "annotations: {control-plane.alpha.kubernetes.io/leader: '{}'}"
      })
  void read_endpointsThatAskForNoMirror_haveNoneAndTheAdviceSaysSo(String metadata) {
    ParsedManifests manifests =
        read(SERVICE + ENDPOINTS.replace("labels: {team: money}", metadata));

    assertEquals(List.of(), addresses(manifests));
    String key = metadata.substring(metadata.indexOf('{') + 1, metadata.indexOf(':', 15));
    assertTrue(advice(manifests).contains("'" + key + "'"), advice(manifests));
  }

  @Test
  void read_endpointsOfAServiceWithASelector_areNotUsedAndTheAdviceSaysSo() {
    ParsedManifests manifests =
        read(SERVICE.replace("spec: {", "spec: {selector: {app: ledger}, ") + ENDPOINTS);

    assertEquals(List.of(), addresses(manifests));
    assertTrue(advice(manifests).contains("Endpoints shop/ledger"), advice(manifests));
    assertTrue(advice(manifests).contains("selector"), advice(manifests));
  }

  @Test
  void read_endpointsWithoutTheirService_areNothing() {
    assertEquals(List.of(), addresses(read(ENDPOINTS)));
    assertEquals(List.of(), addresses(read(SERVICE.replace("shop", "other") + ENDPOINTS)));
  }

  @Test
  void read_hugeSubset_isMirroredAsFarAsTheControllerGoes() {
    String many =
        IntStream.range(0, 1_200)
            .mapToObj(index -> "{ip: 10.2." + index / 250 + "." + (index % 250 + 1) + "}")
            .collect(Collectors.joining(", ", "addresses: [", "]"));
    ParsedManifests manifests =
        read(
            SERVICE
                + "apiVersion: v1\nkind: Endpoints\nmetadata: {name: ledger, namespace: shop}\n"
                + "subsets: [{"
                + many
                + "}]\n");

    assertEquals(1_000, addresses(manifests).size());
  }

  @Test
  void read_slicesOfTheOlderVersion_haveTheNodeOfTheirTopology() {
    String older =
        """
        apiVersion: discovery.k8s.io/v1beta1
        kind: EndpointSlice
        metadata: {name: ledger-1, namespace: shop, labels: {kubernetes.io/service-name: ledger}}
        addressType: IPv4
        ports: [{name: db, port: 5432}]
        endpoints:
        - addresses: [10.1.0.5]
          conditions: {ready: true}
          topology: {kubernetes.io/hostname: n7, topology.kubernetes.io/zone: a}
        - addresses: [10.1.0.6]
          nodeName: n8
        """;

    ParsedManifests manifests = read(SERVICE + older);

    assertEquals(List.of(), manifests.diagnostics());
    List<Endpoint> endpoints = manifests.objects().endpointSlices().get(0).getEndpoints();
    assertEquals(List.of("n7", "n8"), endpoints.stream().map(Endpoint::getNodeName).toList());
    assertEquals("a", endpoints.get(0).getZone());
    assertEquals(
        List.of("10.1.0.9"),
        addresses(
            read(
                SERVICE
                    + older
                    + "---\n"
                    + older
                        .replace("v1beta1", "v1")
                        .replace("10.1.0.5", "10.1.0.9")
                        .replaceFirst("(?s)- addresses: \\[10.1.0.6\\].*", ""))));
  }

  @Test
  void advice_namesWhatMayHaveBeenMeant() {
    String slice =
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: %s, namespace: %s, labels: {%s}}
        addressType: IPv4
        endpoints: []
        ---
        """;
    ParsedManifests manifests =
        read(
            SERVICE
                + slice.formatted("loose", "shop", "app: ledger")
                + slice.formatted("stray", "default", "kubernetes.io/service-name: ledger")
                + slice
                    .formatted("future", "shop", "kubernetes.io/service-name: ledger")
                    .replace("discovery.k8s.io/v1", "discovery.k8s.io/v2")
                + "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: nightly}\n");

    String advice = advice(manifests);
    assertTrue(advice.contains("EndpointSlice shop/loose without the label"), advice);
    assertTrue(advice.contains("EndpointSlice default/stray for a Service 'ledger'"), advice);
    assertTrue(
        advice.contains(
            "1 of discovery.k8s.io/v2/EndpointSlice, which is read in discovery.k8s.io/v1"),
        advice);
    assertTrue(advice.contains("1 of batch/v1/CronJob"), advice);
    assertEquals("[]", advice(read(SERVICE)));
  }

  private static String advice(ParsedManifests manifests) {
    return new EndpointAdvice(manifests).of(new ServiceKey("c", "shop", "ledger")).toString();
  }
}
