package dev.fairway.demo;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import java.util.List;

/** The SD-WAN that the story plays on, and what only a stage can do to one. Thread-safe. */
interface DemoWan extends AutoCloseable {

  /** What it is, for people: sentences. */
  List<String> notes();

  /** A backend on it. */
  SdwanBackend backend(OwnerId owner);

  /** What people know of it. */
  WanInventory inventory();

  /** An owner's rules, as they stand on it. */
  List<PathRule> rules(OwnerId owner);

  /** What it does with a packet now. */
  PacketPath forward(Flow flow);

  /** How many writes it has received. */
  long writes();

  /** Runs that before each write from now on. */
  void onWrite(Runnable look);

  /** Lets a transport fall or rise everywhere. */
  void setTransport(Transport transport, boolean up);

  /** Ends it. */
  @Override
  void close();
}
