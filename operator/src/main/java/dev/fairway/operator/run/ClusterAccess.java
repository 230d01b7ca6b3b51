package dev.fairway.operator.run;

import io.fabric8.kubernetes.client.Config;

/**
 * The access to a cluster: its API server and the credentials. Exactly those of the command line,
 * and nothing that fabric8's client would find by itself in the environment, the home folder or the
 * system's properties.
 */
public interface ClusterAccess {

  /**
   * A new configuration; the caller may change its times.
   *
   * @throws StartException where there is none
   */
  Config config();
}
