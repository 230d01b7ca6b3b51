package dev.fairway.mock;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.plan.PolicyWrite;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Backends that each break one law, as somebody would who was in a hurry: what they say and hear is
 * right as long as the case is simple.
 */
final class AnswerMutants {

  private AnswerMutants() {}

  /** L5: a revision is which rules there are, not what they say. */
  static SdwanBackend comparesNamesOnly(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        ObservedPolicy seen = lawful.observe(wan, call);
        return new ObservedPolicy(
            seen.mine(), seen.otherOwners(), seen.foreign(), names(seen.mine()));
      }

      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        ObservedPolicy now = lawful.observe(wan, call);
        if (!names(now.mine()).equals(plan.basis())) {
          throw new BackendException(ErrorKind.CONFLICT, "other rules");
        }
        Plan renewed =
            Planner.plan(plan.owner(), new DesiredPolicy(plan.after()), now, PlanMode.SYNC);
        ApplyReport report = lawful.apply(renewed, wan, call);
        return renewed.steps().equals(plan.steps()) ? report : completed(plan, report);
      }

      private Revision names(Iterable<PathRule> rules) {
        TreeSet<String> names = new TreeSet<>();
        rules.forEach(rule -> names.add(rule.id().value()));
        return new Revision(names.toString());
      }
    };
  }

  /** L6: in a dry run, nothing can go wrong. */
  static SdwanBackend checksNothingInADryRun(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        return call.dryRun() ? allIsWell(plan) : lawful.apply(plan, wan, call);
      }
    };
  }

  /** L7: looks at the host's clock once, and at its own from then on. */
  static SdwanBackend keepsItsOwnTime(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        long end = System.nanoTime() + call.remaining().toNanos();
        return lawful.apply(
            plan,
            wan,
            new DelegatingCallContext(call) {
              @Override
              public Duration remaining() {
                return Duration.ofNanos(end - System.nanoTime());
              }
            });
      }
    };
  }

  /** L7: begins by forgetting that somebody wanted it to stop. */
  static SdwanBackend forgetsTheInterrupt(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        boolean interrupted = Thread.interrupted();
        try {
          return lawful.apply(plan, wan, call);
        } finally {
          if (interrupted) {
            Thread.currentThread().interrupt();
          }
        }
      }
    };
  }

  /** L8: tells everybody that packets go wherever routing sends them. */
  static SdwanBackend guessesWherePacketsGo(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public Optional<PacketPath> tracePath(Flow flow, CallContext call) {
        return Optional.of(PacketPath.any());
      }
    };
  }

  /** L11: counts the addresses of receivers. */
  static SdwanBackend countsReceiversOnly(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        TargetProfile claimed = lawful.inventory(call).profile();
        boolean tooMuch =
            plan.after().stream()
                    .mapToInt(
                        rule -> rule.match().destination().map(PrefixSet::prefixCount).orElse(0))
                    .sum()
                > claimed.limit(Limit.PREFIXES).orElse(Integer.MAX_VALUE);
        if (tooMuch || !claimed.has(Feature.SOURCE_MATCH)) {
          return lawful.apply(plan, wan, call);
        }
        boolean senders = plan.after().stream().anyMatch(rule -> rule.match().source().isPresent());
        TargetProfile careless = new TargetProfile(claimed.features(), claimed.commit(), Map.of());
        return senders
            ? fabric.backend(plan.owner(), careless).apply(plan, wan, call)
            : lawful.apply(plan, wan, call);
      }
    };
  }

  /** L13: what was closed can be opened again, by calling it. */
  static SdwanBackend reopensWhenCalled(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      private boolean closed;

      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        return closed
            ? fabric.backend(plan.owner()).apply(plan, wan, call)
            : lawful.apply(plan, wan, call);
      }

      @Override
      public void close() {
        closed = true;
        lawful.close();
      }
    };
  }

  /** L14: logs its requests, with all their headers. */
  static SdwanBackend logsItsHeaders(SdwanBackend lawful, MockFabric fabric) {
    String header =
        Base64.getEncoder()
            .encodeToString(
                ("admin:" + MutantConformance.PASSWORD).getBytes(StandardCharsets.UTF_8));
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        MutantConformance.say("DEBUG GET /policy Authorization: Basic " + header);
        return lawful.observe(wan, call);
      }
    };
  }

  /** L14: what it could not close stands, with its password, behind what it has to say. */
  static SdwanBackend complainsBehindItsBack(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        try {
          return lawful.observe(wan, call);
        } catch (BackendException refused) {
          refused.addSuppressed(
              new IllegalStateException("logout as " + MutantConformance.PASSWORD));
          throw refused;
        }
      }
    };
  }

  /** L16: who wrote last is asked first. */
  static SdwanBackend putsTheLastWriterFirst(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        ApplyReport report = lawful.apply(plan, wan, call);
        if (report.succeeded() && !plan.isEmpty() && !call.dryRun()) {
          MutantConformance.askFirst(plan.owner());
        }
        return report;
      }
    };
  }

  /** L18: rules are decoded with the inventory of an earlier call. */
  static SdwanBackend observesNothingBeforeAnInventory(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      private boolean known;

      @Override
      public WanSnapshot inventory(CallContext call) {
        known = true;
        return lawful.inventory(call);
      }

      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        ObservedPolicy seen = lawful.observe(wan, call);
        return known
            ? seen
            : new ObservedPolicy(List.of(), seen.otherOwners(), seen.foreign(), seen.revision());
      }
    };
  }

  /** L18: the basis of a plan is what this object observed last. */
  static SdwanBackend appliesOnlyWhatItObserved(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      private Optional<Revision> last = Optional.empty();

      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        ObservedPolicy seen = lawful.observe(wan, call);
        last = Optional.of(seen.revision());
        return seen;
      }

      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        if (last.isEmpty()) {
          throw new BackendException(ErrorKind.CONFLICT, "nothing was observed");
        }
        return lawful.apply(plan, wan, call);
      }
    };
  }

  /** L20: takes the process that asks for the one that wrote. */
  static SdwanBackend namesWhoAsks(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        ObservedPolicy seen = lawful.observe(wan, call);
        return seen.withLastWrite(
            seen.lastWrite()
                .map(
                    write ->
                        new PolicyWrite(call.writer().orElse(write.writer()), write.change())));
      }
    };
  }

  /** L20: one name for all changes, so that the next one of a process cannot be told. */
  static SdwanBackend namesEachChangeAlike(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        ObservedPolicy seen = lawful.observe(wan, call);
        return seen.withLastWrite(
            seen.lastWrite().map(write -> new PolicyWrite(write.writer(), "change")));
      }
    };
  }

  /** L19: a look that asks nothing, and finds all well. */
  static SdwanBackend neverSeesAChange(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
        return true;
      }
    };
  }

  /** L19: a look that is never sure, so that each one costs a sync. */
  static SdwanBackend alwaysSeesAChange(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
        return false;
      }
    };
  }

  /** L19: only the object that observed a revision recognizes it. */
  static SdwanBackend looksFromMemory(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      private Optional<Revision> last = Optional.empty();

      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        ObservedPolicy seen = lawful.observe(wan, call);
        last = Optional.of(seen.revision());
        return seen;
      }

      @Override
      public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
        return last.equals(Optional.of(since));
      }
    };
  }

  /** L19: a look counts rules, and overlooks that one says something else. */
  static SdwanBackend looksAtTheNumberOfRules(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      private int seen;

      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        ObservedPolicy policy = lawful.observe(wan, call);
        seen = policy.mine().size();
        return policy;
      }

      @Override
      public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
        return lawful.observe(wan, call).mine().size() == seen;
      }
    };
  }
}
