package dev.fairway.testkit;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The conformance kit: extend this class, say how a target is made, and run it with JUnit 5. Each
 * test names the law of {@link dev.fairway.spi.SdwanBackend} that it checks.
 *
 * <p>A test whose means the vendor does not offer (a feature that the target lacks, claims that
 * cannot be made smaller) is reported as aborted with the reason, never as passed.
 */
public abstract class BackendConformanceTest {

  /** A target that nothing else uses: each call makes another one. The kit closes it. */
  protected abstract BackendHarness harness();

  /** How much time the kit gives a call from its first write on, where that write is spoilt. */
  protected Duration deadline() {
    return Duration.ofSeconds(1);
  }

  /** How long the kit waits before it says that a call will never end. */
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }

  private ConformanceFixture fresh() {
    return new ConformanceFixture(harness(), patience());
  }

  @Nested
  @DisplayName("What is read")
  final class Reading extends ReadingLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }
  }

  @Nested
  @DisplayName("What is written")
  final class Writing extends WritingLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }
  }

  @Nested
  @DisplayName("What does not depend on earlier calls")
  final class CallOrder extends CallOrderLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }
  }

  @Nested
  @DisplayName("What is claimed")
  final class Claims extends CapabilityLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }
  }

  @Nested
  @DisplayName("What the host makes of the claims")
  final class LackingWords extends LackingWordLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }
  }

  @Nested
  @DisplayName("What rules do beside steering")
  final class Words extends WordLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }
  }

  @Nested
  @DisplayName("What is told of a packet's path")
  final class Paths extends PathLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }
  }

  @Nested
  @DisplayName("Whose rules they are")
  final class Ownership extends OwnershipLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }
  }

  @Nested
  @DisplayName("Which process wrote")
  final class Writers extends WriterLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }
  }

  @Nested
  @DisplayName("When something goes wrong")
  final class Failures extends FailureLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }
  }

  @Nested
  @DisplayName("What must not be said")
  final class Secrets extends SecretLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }
  }

  @Nested
  @DisplayName("What the host says")
  final class HostCalls extends CallContextLaws {
    @Override
    ConformanceFixture fixture() {
      return fresh();
    }

    @Override
    Duration deadline() {
      return BackendConformanceTest.this.deadline();
    }
  }
}
