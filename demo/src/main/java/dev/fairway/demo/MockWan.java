package dev.fairway.demo;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.mock.FabricSpec;
import dev.fairway.mock.MockFabric;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import java.util.List;

/** The mock fabric, in this process. */
final class MockWan implements DemoWan {

  private final MockFabric fabric;

  MockWan(FabricSpec layout) {
    this.fabric = new MockFabric(layout);
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public SdwanBackend backend(OwnerId owner) {
    return fabric.backend(owner);
  }

  @Override
  public WanInventory inventory() {
    return fabric.inventory();
  }

  @Override
  public List<PathRule> rules(OwnerId owner) {
    return fabric.rules(owner);
  }

  @Override
  public PacketPath forward(Flow flow) {
    return fabric.forward(flow);
  }

  @Override
  public long writes() {
    return fabric.writes();
  }

  @Override
  public void onWrite(Runnable look) {
    fabric.onWrite(look);
  }

  @Override
  public void setTransport(Transport transport, boolean up) {
    fabric.setTransport(transport, up);
  }

  @Override
  public void close() {
    // It holds nothing but memory.
  }
}
