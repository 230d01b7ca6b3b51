package dev.fairway.k8s.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that begin as JSON does, as kubectl 1.35 reads them. */
class KubectlJsonTest {

  @Test
  void read_severalJsonObjects_needNoSeparator() {
    String cart =
        "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"cart\"},\n"
            + "\"spec\":{}}";
    String web = cart.replace("cart", "web");

    assertEquals(
        List.of("cart", "web"), KubectlYamlTest.services(KubectlYamlTest.read(cart + web)));
    assertEquals(
        List.of("cart", "web"),
        KubectlYamlTest.services(KubectlYamlTest.read(cart + "\n---\n" + web)));
  }

  @Test
  void read_separatorBehindTwoJsonObjects_isRefused() {
    String cart =
        "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"cart\"},\"spec\":{}}";
    String text =
        cart + "\n" + cart.replace("cart", "web") + "\n---\n" + cart.replace("cart", "shop");

    ParsedManifests reading = KubectlYamlTest.read(text);

    assertEquals(List.of("cart", "web"), KubectlYamlTest.services(reading));
    assertTrue(
        KubectlYamlTest.only(reading).message().startsWith("line 3, column "),
        KubectlYamlTest.only(reading).message());
    assertFalse(reading.complete());
  }

  @Test
  void read_yamlThatBeginsAsJsonDoes_isYaml() {
    String cart = "{apiVersion: v1, kind: Service, metadata: {name: cart}, spec: {}}\n---\n";
    String json =
        "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"web\"},\"spec\":{}}\n";

    assertEquals(
        List.of("cart", "web"), KubectlYamlTest.services(KubectlYamlTest.read(cart + json)));
    assertEquals(
        List.of("cart", "web"),
        KubectlYamlTest.services(KubectlYamlTest.read(json + "---\n" + cart)));
    ParsedManifests broken = KubectlYamlTest.read(json + "---\n" + cart + "a: b: c\n");
    assertTrue(
        KubectlYamlTest.only(broken).message().startsWith("line 5, column "),
        KubectlYamlTest.only(broken).message());
  }
}
