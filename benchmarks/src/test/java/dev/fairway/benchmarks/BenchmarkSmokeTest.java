package dev.fairway.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs once with its smallest inputs, so that none of them rots. */
class BenchmarkSmokeTest {

  static Stream<Arguments> benchmarks() {
    return Stream.of(
        Arguments.of(
            BurstBenchmark.class,
            Map.of("services", List.of("10"), "debounceMillis", List.of("0"))),
        Arguments.of(ChangeToFabricBenchmark.class, Map.of("services", List.of("10"))),
        Arguments.of(DecideBenchmark.class, Map.of("rules", List.of("10"))),
        Arguments.of(OneChangeSyncBenchmark.class, Map.of("services", List.of("10"))),
        Arguments.of(
            PlanBenchmark.class,
            Map.of("policy", List.of("20x15"), "changedPerThousand", List.of("0", "10", "1000"))),
        Arguments.of(
            PrefixSetBenchmark.class,
            Map.of("addresses", List.of("1000"), "layout", List.of("pools", "random"))),
        Arguments.of(QuietSyncBenchmark.class, Map.of("services", List.of("10"))),
        Arguments.of(
            TranslateBenchmark.class,
            Map.of("services", List.of("10"), "intents", List.of("tunnel", "words"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("benchmarks")
  void run_smallestInputs_everyMethodGivesAResult(
      Class<?> benchmark, Map<String, List<String>> params) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(20))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    params.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
    Collection<RunResult> results = new Runner(options.build()).run();
    long methods =
        Arrays.stream(benchmark.getMethods())
            .filter(method -> method.isAnnotationPresent(Benchmark.class))
            .count();
    long inputs = params.values().stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
    assertTrue(methods > 0);
    assertEquals(methods * inputs, results.size());
  }

  @Test
  void benchmarks_everyClassOfTheModule_isRunHere() {
    Set<String> all =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
            .stream()
            .map(entry -> entry.getUserClassQName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> here =
        benchmarks()
            .map(arguments -> ((Class<?>) arguments.get()[0]).getName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(all, here);
  }
}
