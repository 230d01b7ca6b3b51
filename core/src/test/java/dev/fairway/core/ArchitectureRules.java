package dev.fairway.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that the packages of the core keep. */
final class ArchitectureRules {

  static final String CORE = "dev.fairway.core";

  private static final Set<String> VALUES = Set.of("net", "diagnostic", "wan", "policy");
  private static final Set<String> READ = with(VALUES, "intent", "endpoint", "snapshot");
  private static final Set<String> RESOLVED = with(READ, "resolve");

  /** The packages that each package may import. A package that is missing here may not exist. */
  static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          entry("net", Set.of()),
          entry("diagnostic", Set.of()),
          entry("wan", Set.of("net", "diagnostic")),
          entry("policy", Set.of("net", "diagnostic", "wan")),
          entry("plan", VALUES),
          entry("intent", VALUES),
          entry("endpoint", VALUES),
          entry("snapshot", with(VALUES, "intent", "endpoint")),
          entry("resolve", READ),
          entry("semantics", RESOLVED),
          entry("translate", RESOLVED),
          entry("proof", with(RESOLVED, "plan", "semantics", "translate")));

  /** Whole packages, without the packages under them. */
  private static final Set<String> PLATFORM =
      Set.of(
          "java.lang",
          "java.lang.annotation",
          "java.math",
          "java.nio.charset",
          "java.time",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "org.jspecify.annotations");

  private static final Set<String> SINGLE_TYPES =
      Set.of("java.security.MessageDigest", "java.security.NoSuchAlgorithmException");

  /** Types of those packages that hold a clock, chance, a thread or the machine. */
  private static final Set<String> IMPURE_TYPES =
      Set.of(
          "java.lang.ClassLoader",
          "java.lang.InheritableThreadLocal",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.lang.Thread",
          "java.lang.ThreadGroup",
          "java.lang.ThreadLocal",
          "java.time.Clock",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.Random",
          "java.util.ResourceBundle",
          "java.util.Scanner",
          "java.util.ServiceLoader",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.TimerTask",
          "java.util.UUID");

  /** Members of other types that do. */
  private static final Set<String> IMPURE_MEMBERS =
      Set.of(
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.lang.Object.notify",
          "java.lang.Object.notifyAll",
          "java.lang.Object.wait",
          "java.util.Collections.shuffle",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault");

  static final ArchRule NO_CYCLES = slices().matching(CORE + ".(*)..").should().beFreeOfCycles();

  static final ArchRule DEPENDENCIES =
      classes()
          .that()
          .resideInAPackage(CORE + "..")
          .should(onlyDependOn("packages of the core that lie below", ArchitectureRules::below));

  static final ArchRule PURE_TYPES =
      classes()
          .that()
          .resideInAPackage(CORE + "..")
          .should(onlyDependOn("pure parts of the platform", ArchitectureRules::pureType));

  static final ArchRule PURE_MEMBERS =
      classes().that().resideInAPackage(CORE + "..").should(onlyUsePureMembers());

  private ArchitectureRules() {}

  private static Set<String> with(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  /** The first part of the package's name under the core's; empty outside of it. */
  static String corePackage(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(CORE + ".") ? name.substring(CORE.length() + 1).split("\\.")[0] : "";
  }

  private static boolean below(Dependency dependency) {
    String from = corePackage(dependency.getOriginClass());
    String to = corePackage(dependency.getTargetClass().getBaseComponentType());
    boolean inside = to.isEmpty() || from.equals(to);
    return MAY_IMPORT.containsKey(from) && (inside || MAY_IMPORT.get(from).contains(to));
  }

  private static boolean pureType(Dependency dependency) {
    JavaClass target = dependency.getTargetClass().getBaseComponentType();
    String outer = target.getName().split("\\$")[0];
    return target.isPrimitive()
        || SINGLE_TYPES.contains(outer)
        || target.getPackageName().startsWith(CORE + ".")
        || (PLATFORM.contains(target.getPackageName()) && !IMPURE_TYPES.contains(outer));
  }

  private static boolean pureMember(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String member = access.getTarget().getName();
    boolean copies = member.equals("arraycopy");
    boolean readsTheClock = owner.startsWith("java.time.") && member.equals("now");
    boolean startsThreads = member.equals("parallel") || member.equals("parallelStream");
    return !IMPURE_MEMBERS.contains(owner + "." + member)
        && (!owner.equals("java.lang.System") || copies)
        && !readsTheClock
        && !startsThreads;
  }

  private static ArchCondition<JavaClass> onlyDependOn(String what, Predicate<Dependency> allowed) {
    return new ArchCondition<>("depend on " + what + " only") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(allowed.negate())
            .forEach(bad -> events.add(SimpleConditionEvent.violated(bad, bad.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> onlyUsePureMembers() {
    return new ArchCondition<>("read no clock, chance or machine, and start no thread") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAccessesFromSelf().stream()
            .filter(access -> !pureMember(access))
            .forEach(bad -> events.add(SimpleConditionEvent.violated(bad, bad.getDescription())));
      }
    };
  }
}
