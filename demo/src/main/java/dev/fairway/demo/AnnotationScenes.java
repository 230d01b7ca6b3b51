package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The scenes in which users mistype an annotation, disagree, and remove it. */
final class AnnotationScenes {

  private AnnotationScenes() {}

  static void typo(ScenePlayer player) {
    SortedMap<String, String> annotations = player.cluster().annotations(player.followed());
    player.traceFollowed();
    player.look("before");
    String key = AnnotationEdits.tunnelKey(annotations);
    String value = AnnotationEdits.mistyped(player.steer().preference().get(0).value());
    DemoSync wrong =
        player.annotate(
            "the annotation is wrong",
            AnnotationEdits.with(annotations, key, value),
            key + "=" + value);
    player.showStatus(wrong, player.followed());
    player.printer().blank();
    player.look("now");
    player.showPaths();
    player
        .printer()
        .say("What was last understood stays in force, and is kept in the Service's status.");
    player.sync(
        "the annotation is right again",
        () -> player.cluster().annotate(player.followed(), annotations));
  }

  static void conflict(ScenePlayer player) {
    DemoCluster cluster = player.cluster();
    StoryPrinter printer = player.printer();
    player.traceFollowed();
    player.look("before");
    Transport wanted = otherTransport(player);
    ServiceKey rival = cluster.freeName(player.followed(), "-canary");
    printer.say(
        rival.name()
            + " is created over the same pods, and asks for "
            + AnnotationEdits.TUNNEL
            + ": "
            + wanted
            + ".");
    DemoSync created =
        player.sync(
            rival.name() + " comes",
            () ->
                cluster.copy(
                    player.followed(), rival, Map.of(AnnotationEdits.TUNNEL, wanted.value())));
    player.showStatus(created, rival);
    printer.blank();
    player.look("now");
    player.showPaths();
    printer.say(
        "A pod's port belongs to one Service, the older one. The newcomer is told, with an"
            + " example.");
    player.sync(rival.name() + " is deleted", () -> cluster.delete(rival));
  }

  private static Transport otherTransport(ScenePlayer player) {
    List<Transport> wanted = player.steer().preference();
    return player.wan().inventory().transports().stream()
        .filter(transport -> !wanted.contains(transport))
        .findFirst()
        .orElse(wanted.get(wanted.size() - 1));
  }

  static void removal(ScenePlayer player) {
    DemoCluster cluster = player.cluster();
    StoryPrinter printer = player.printer();
    ServiceKey followed = player.followed();
    player.traceBoth();
    player.look("before");
    SortedMap<String, String> annotations = cluster.annotations(followed);
    AnnotationEdits.ours(annotations)
        .keySet()
        .forEach(key -> printer.annotate(followed, key + "-"));
    SortedMap<String, String> others = AnnotationEdits.withoutOurs(annotations);
    boolean namespaceDeclares = cluster.namespaceDeclares(followed);
    if (namespaceDeclares) {
      printer.annotate(followed, AnnotationEdits.CLASS + "=none");
    }
    player.sync(
        "nothing is asked for any more",
        () ->
            cluster.annotate(
                followed,
                namespaceDeclares
                    ? AnnotationEdits.with(others, AnnotationEdits.CLASS, "none")
                    : others));
    player.awaitConditions(followed, List.of());
    player.look("now");
    player.showPaths();
    printer.say(
        "Rules on the fabric: "
            + player.rules()
            + ". The Service's status says nothing of them any more.");
  }
}
