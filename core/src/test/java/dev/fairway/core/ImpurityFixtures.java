package dev.fairway.core;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/** Classes that break the purity rules, one for each forbidden dependency. */
final class ImpurityFixtures {

  private ImpurityFixtures() {}

  /** Found by a type that it depends on. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface ByType {
    String value();
  }

  /** Found by a member that it uses. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface ByMember {
    String value();
  }

  @ByType("java.io.File")
  record ReadsFiles(java.io.File file) {}

  @ByType("java.nio.file.Path")
  record ReadsPaths(java.nio.file.Path path) {}

  @ByType("java.util.concurrent.ExecutorService")
  record HoldsThreads(java.util.concurrent.ExecutorService[] threads) {}

  @ByType("java.util.concurrent.atomic.AtomicLong")
  record Counts(java.util.concurrent.atomic.AtomicLong counter) {}

  @ByType("java.util.logging.Logger")
  record Logs(java.util.logging.Logger log) {}

  @ByType("java.lang.Thread")
  record StartsThreads(Thread thread) {}

  @ByType("java.security.SecureRandom")
  record TakesChances(java.security.SecureRandom random) {}

  @ByType("java.util.Random")
  record Plays(java.util.Random random) {}

  @ByType("java.time.Clock")
  record HoldsAClock(java.time.Clock clock) {}

  @ByType("java.net.InetAddress")
  record ResolvesNames(java.net.InetAddress address) {}

  @ByType("java.io.InputStream")
  static final class HidesItInAParameter {
    java.util.Map.Entry<String, java.io.InputStream> entry() {
      return java.util.Map.entry("", java.io.InputStream.nullInputStream());
    }
  }

  @ByType("org.junit.jupiter.api.Test")
  record UsesALibrary(Class<org.junit.jupiter.api.Test> type) {}

  @ByMember("java.lang.System.currentTimeMillis()")
  static final class ReadsTheTime {
    long time() {
      return System.currentTimeMillis();
    }
  }

  @ByMember("java.lang.System.nanoTime()")
  static final class ReadsTheTimeByReference {
    Supplier<Long> time() {
      return System::nanoTime;
    }
  }

  @ByMember("java.lang.System.getenv(java.lang.String)")
  static final class ReadsTheEnvironment {
    String home() {
      return System.getenv("HOME");
    }
  }

  @ByMember("java.lang.System.out")
  static final class Prints {
    Object out() {
      return System.out;
    }
  }

  @ByMember("java.time.Instant.now()")
  static final class ReadsTheInstant {
    Instant now() {
      return Instant.now();
    }
  }

  @ByMember("java.time.LocalDate.now()")
  static final class ReadsTheDate {
    Supplier<LocalDate> today() {
      return LocalDate::now;
    }
  }

  @ByMember("java.lang.Math.random()")
  static final class ThrowsDice {
    double dice() {
      return Math.random();
    }
  }

  @ByMember("parallelStream()")
  static final class WorksInParallel {
    long count() {
      return List.of().parallelStream().count();
    }
  }
}
