package dev.fairway.embedded;

import io.fabric8.kubernetes.client.KubernetesClient;

/** What a scenario has: an API server, and a namespace of its own. */
interface ScenarioContext {

  RawApi api();

  KubernetesClient client();

  String namespace();

  default String services() {
    return "/api/v1/namespaces/" + namespace() + "/services";
  }

  default String slices() {
    return "/apis/discovery.k8s.io/v1/namespaces/" + namespace() + "/endpointslices";
  }

  default String leases() {
    return "/apis/coordination.k8s.io/v1/namespaces/" + namespace() + "/leases";
  }

  default RawResponse service(String name) {
    return api()
        .post(services(), "{'metadata':{'name':'" + name + "'},'spec':{'ports':[{'port':80}]}}")
        .expect(201);
  }

  default RawResponse labelled(String name, String labels) {
    return api()
        .post(
            services(),
            "{'metadata':{'name':'"
                + name
                + "','labels':"
                + labels
                + "},'spec':{'ports':[{'port':80}]}}")
        .expect(201);
  }
}
