package dev.fairway.operator.command;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.SdwanBackendProvider;
import dev.fairway.spi.SettingKey;
import dev.fairway.spi.WanSnapshot;
import java.util.List;

/** A backend whose controller never answers. */
public final class UnreachableBackendProvider implements SdwanBackendProvider {

  @Override
  public String name() {
    return "down";
  }

  @Override
  public String description() {
    return "Never answers";
  }

  @Override
  public List<SettingKey> settings() {
    return List.of(SettingKey.secret("password", "Nobody asks for it"));
  }

  @Override
  public SdwanBackend open(BackendSettings settings, OwnerId owner) {
    return new SdwanBackend() {
      @Override
      public WanSnapshot inventory(CallContext call) {
        throw new BackendException(ErrorKind.UNAVAILABLE, "controller.example does not answer");
      }

      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        throw new BackendException(ErrorKind.UNAVAILABLE, "controller.example does not answer");
      }

      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        throw new BackendException(ErrorKind.UNAVAILABLE, "controller.example does not answer");
      }

      @Override
      public void close() {}
    };
  }
}
