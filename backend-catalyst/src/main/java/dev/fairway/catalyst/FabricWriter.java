package dev.fairway.catalyst;

import dev.fairway.catalyst.client.ManagerCalls;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;

/** Carries out plans. One call at a time. */
interface FabricWriter {

  /** Carries out a plan; {@link dev.fairway.spi.SdwanBackend#apply}. */
  ApplyReport apply(Plan plan, ManagerCalls calls, CallContext call, WanInventory wan);

  /** Takes all away; {@link dev.fairway.spi.SdwanBackend#purge}. */
  ApplyReport purge(Plan plan, ManagerCalls calls, CallContext call, WanInventory wan);
}
