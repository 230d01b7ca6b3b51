package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.ObjectFields;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;

/** After the story everything stays up, and whoever reads it takes over from those who played. */
final class InteractiveDemo {

  private final DemoEnvironment stage;
  private final StoryPrinter narrator;
  private final DemoServices cast;

  InteractiveDemo(DemoEnvironment stage, DemoServices cast) {
    this.stage = stage;
    this.narrator = stage.narrator();
    this.cast = cast;
  }

  /** Tells what the operator does, until somebody has seen enough. */
  void run(InputStream keyboard) {
    try (StopRequest stop = new StopRequest(keyboard);
        PrivateKubeconfig kubeconfig = PrivateKubeconfig.write(stage.api().kubeconfig());
        DemoServer server = stage.serve()) {
      stage.playPods();
      guide(kubeconfig.path(), server.url());
      stage.watch().tell(new PassTeller(narrator, stage.lastSeen())::tell);
      stop.await();
      stage.watch().tell(pass -> {});
    }
    narrator.heading("Ended.");
    narrator.flush();
  }

  private void guide(Path kubeconfig, URI server) {
    narrator.heading("Now it is yours");
    narrator.say(
        "The Kubernetes API listens at "
            + stage.api().url()
            + ", the operator at "
            + server
            + ", both on this machine only. In another terminal:");
    ServiceKey star = cast.star();
    boolean elsewhere = !star.namespace().equals(ObjectFields.DEFAULT_NAMESPACE);
    String kubectl = "kubectl" + (elsewhere ? " -n " + star.namespace() : "");
    String service = star.namespace() + "/" + star.name();
    narrator.command("export KUBECONFIG=" + kubeconfig);
    narrator.command(
        kubectl + " annotate --overwrite service " + star.name(),
        AnnotationEdits.TUNNEL + "=" + DemoFabric.BUSINESS);
    narrator.command(kubectl + " describe service " + star.name());
    narrator.command(kubectl + " get service " + star.name(), "-o jsonpath='{.status.conditions}'");
    narrator.command("./fairway explain " + service, "--server " + server);
    narrator.command(
        "./fairway trace site:" + stage.clientSite(cast) + " " + service + stage.portOf(cast),
        "--server " + server);
    narrator.command(kubectl + " delete pod " + podOf(star));
    narrator.command("curl -s " + server + "/metrics");
    narrator.say(
        "A deleted pod is replaced by one with another address. Nothing else is played: there is no"
            + " Deployment to scale, and who creates a Service creates its EndpointSlices too.");
    narrator.say("Every pass that something comes of is told here. Enter or Ctrl-C ends it.");
    narrator.blank();
    narrator.flush();
  }

  private String podOf(ServiceKey service) {
    return stage.cluster().pods(service).stream().findFirst().map(DemoPod::name).orElse("NAME");
  }
}
