package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.core.net.Flow;
import java.util.List;

/** A model whose active policy steers what goes to 10.2.0.0/24 over MPLS, at sites 100 and 200. */
final class SteeredModelFixture {

  static final Flow TO_SHOP = ModelFixture.tcp("10.1.0.5", "10.2.0.9", 443);
  static final Flow ELSEWHERE = ModelFixture.tcp("10.1.0.5", "10.2.7.9", 443);

  final ModelFixture fixture;
  final String sites;
  final String vpns;
  final String shopList;
  final String definition;
  final String policy;

  SteeredModelFixture(FabricSeed seed) {
    fixture = new ModelFixture(seed);
    sites = fixture.list("site", "{'name':'both','type':'site','entries':[{'siteId':'100-200'}]}");
    vpns = fixture.list("vpn", "{'name':'ten','type':'vpn','entries':[{'vpn':'10'}]}");
    shopList = fixture.prefixes("shop", "10.2.0.0/24");
    definition = fixture.definition("steer", sequence("mpls"));
    policy = fixture.policy("all", ModelFixture.item(definition, sites, vpns));
  }

  /** The same, with the policy in force. */
  static SteeredModelFixture active() {
    SteeredModelFixture shop = new SteeredModelFixture(FabricSeed.demo());
    shop.fixture.activated(shop.policy, "{}");
    return shop;
  }

  String sequence(String color) {
    return ModelFixture.steer(
        11, shopList, "{'color':'%s','encap':'ipsec','restrict':''}".formatted(color));
  }

  /** Edits the definition in force: another colour. */
  JsonNode edit(String color) {
    return fixture.done(
        "PUT",
        ModelFixture.DEFINITIONS + "data/" + definition,
        ModelFixture.definitionBody("steer", sequence(color)));
  }

  /** The colours that the packet is steered to at Frankfurt. */
  List<String> colors() {
    return fixture
        .manager
        .taken(TO_SHOP, "100", 10)
        .map(taken -> taken.colors())
        .orElseGet(List::of);
  }
}
