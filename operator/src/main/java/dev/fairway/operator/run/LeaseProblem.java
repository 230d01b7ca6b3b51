package dev.fairway.operator.run;

import dev.fairway.operator.settings.Settings.LeaseName;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** The sentence about a call for the operator's Lease that failed, without secrets. */
final class LeaseProblem {

  private LeaseProblem() {}

  /** {@code Lease fairway-system/fairway: what is wrong and what would be right}. */
  static String of(LeaseName lease, String server, KubernetesClientException failed) {
    return "Lease " + lease + ": " + problem(lease, server, failed);
  }

  private static String problem(LeaseName lease, String server, KubernetesClientException failed) {
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
