package dev.fairway.mock;

import dev.fairway.core.plan.Plan;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Backends that each break one law. They do not listen to the host, or speak too much. */
final class CallContextMutants {

  private CallContextMutants() {}

  /** L6: a dry run is as wet as any. */
  static SdwanBackend writesInADryRun(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        return lawful.apply(
            plan,
            wan,
            new DelegatingCallContext(call) {
              @Override
              public boolean dryRun() {
                return false;
              }
            });
      }
    };
  }

  /** L6: a dry run promises nothing. */
  static SdwanBackend skipsADryRun(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        return call.dryRun()
            ? saying(plan, step -> new StepOutcome.Skipped(step.rule(), "a dry run"))
            : lawful.apply(plan, wan, call);
      }
    };
  }

  /** L7: has all the time in the world. */
  static SdwanBackend waitsForEver(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        return lawful.apply(
            plan,
            wan,
            new DelegatingCallContext(call) {
              @Override
              public Duration remaining() {
                return Duration.ofDays(1);
              }
            });
      }
    };
  }

  /** L7: looks at an answer that it cannot read until it can. */
  static SdwanBackend ponders(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        ApplyReport report = lawful.apply(plan, wan, call);
        if (report.outcomes().toString().contains("cannot be understood")) {
          ponder();
        }
        return report;
      }
    };
  }

  private static void ponder() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException disturbed) {
      Thread.currentThread().interrupt();
    }
  }

  /** L7: an interrupt ends the call, and nobody hears of it. */
  static SdwanBackend swallowsTheInterrupt(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        ApplyReport report = lawful.apply(plan, wan, call);
        return Thread.interrupted()
            ? new ApplyReport(report.outcomes(), report.revision())
            : report;
      }
    };
  }

  /** L13: can be closed once. */
  static SdwanBackend closesOnce(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      private boolean closed;

      @Override
      public void close() {
        if (closed) {
          throw new IllegalStateException("closed already");
        }
        closed = true;
        lawful.close();
      }
    };
  }

  /** L13: goes on as if nobody had closed it. */
  static SdwanBackend ignoresClose(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public void close() {
        // That is what is wrong with it.
      }
    };
  }

  /** L14: introduces itself with its password. */
  static SdwanBackend showsItsPassword(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public String toString() {
        return lawful + " with password " + MutantConformance.PASSWORD;
      }
    };
  }

  /** L14: complains with its password. */
  static SdwanBackend complainsWithItsPassword(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        try {
          return lawful.apply(plan, wan, call);
        } catch (BackendException refused) {
          throw new BackendException(
              refused.kind(), "refused", new IllegalStateException(MutantConformance.PASSWORD));
        }
      }
    };
  }

  /** L15: has asked once, and takes the answer for ever. */
  static SdwanBackend asksOnce(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        if (!plan.isEmpty() && !call.dryRun()) {
          call.checkMayWrite();
        }
        return lawful.apply(
            plan,
            wan,
            new DelegatingCallContext(call) {
              @Override
              public void checkMayWrite() {
                // Not asked again.
              }
            });
      }
    };
  }
}
