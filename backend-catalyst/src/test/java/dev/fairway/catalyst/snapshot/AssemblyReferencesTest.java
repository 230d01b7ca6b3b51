package dev.fairway.catalyst.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.WireJson;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssemblyReferencesTest {

  private static final ObjectNode ITEM =
      WireJson.object(
          """
          {"definitionId": "d1", "type": "data", "entries": [
            {"direction": "service", "siteLists": ["s1", "s2"], "vpnLists": ["v1"]},
            {"direction": "tunnel", "regionLists": ["r1"], "vpnLists": ["v2"], "regionIds": ["7"]}
          ]}""");
  private static final ObjectNode TOPOLOGY =
      WireJson.object("{\"definitionId\": \"d2\", \"type\": \"mesh\"}");

  @Test
  void lists_ofSitesVpnsAndRegions_areAllCounted() {
    assertEquals(
        Set.of("s1", "s2", "v1", "v2", "r1"), AssemblyReferences.lists(List.of(ITEM, TOPOLOGY)));
  }

  @Test
  void definitions_ofAnyType_areAllCounted() {
    assertEquals(Set.of("d1", "d2"), AssemblyReferences.definitions(List.of(ITEM, TOPOLOGY)));
  }
}
