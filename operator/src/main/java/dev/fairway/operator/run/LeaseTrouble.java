package dev.fairway.operator.run;

import dev.fairway.operator.settings.Settings.LeaseName;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** Why a Lease could not be read or written. */
final class LeaseTrouble {

  private LeaseTrouble() {}

  /** A sentence, without secrets. */
  static String of(String server, KubernetesClientException failed, LeaseName lease) {
    return switch (failed.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN ->
          "this process may not get, create or patch leases.coordination.k8s.io in namespace "
              + lease.namespace()
              + ": its Role there needs {apiGroups: [\"coordination.k8s.io\"], resources: [leases],"
              + " verbs: [get, create, patch]}";
      case HttpURLConnection.HTTP_NOT_FOUND ->
          "there is no namespace "
              + lease.namespace()
              + " to hold it: create it, or set leaderElection.lease to another";
      default -> ApiServerFailure.of(server, failed).sentence();
    };
  }
}
