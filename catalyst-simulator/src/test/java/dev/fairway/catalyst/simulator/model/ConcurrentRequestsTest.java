package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Concurrent requests of several users. */
class ConcurrentRequestsTest {

  private static final int PEOPLE = 8;

  @Test
  void sameName_fromEverybodyAtOnce_isMadeOnce() throws Exception {
    ModelFixture fixture = new ModelFixture(FabricSeed.demo());
    ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return fixture.manager.answer(mark()).status();
                }));
      }
      start.countDown();
      int made = 0;
      for (Future<Integer> answer : answers) {
        made += answer.get() == 200 ? 1 : 0;
      }
      assertEquals(1, made);
    } finally {
      threads.shutdownNow();
    }
  }

  private static ModelRequest mark() {
    return new ModelRequest(
        "fairway",
        "POST",
        ModelFixture.LISTS + "dataprefix",
        new TreeMap<>(),
        Optional.of(ModelFixture.json(ModelFixture.prefixBody("fairway-change", "192.0.2.0/32"))));
  }
}
