#!/usr/bin/env bash
# Guess, written down before the run: fabric8's Kubernetes client reads a manifest to the same object as kubectl, which reads YAML with
#   sigs.k8s.io/yaml and then decodes it strictly.
# True for fabric8 7.8.0 against sigs.k8s.io/yaml 1.6.0: fabric8 reads YAML 1.2's core schema in part, kubectl YAML 1.1.
#   port: 0120     fabric8 120, kubectl 80 (base 8): the same file is two different Services, and neither says a word.
#   port: 0x50     fabric8 refuses it, kubectl 80.
#   clusterIP: ~   fabric8 the text "~", kubectl no value.
#   annotation: 5  fabric8 the text "5", kubectl refuses it: a number is no text. So a program that tries manifests with fabric8 passes
#                  what kubectl will not apply.
# Who meets it: controllers, test tools and GitOps checks in Java that read the manifests that kubectl applies.
# Needs a JDK 17+, Maven and Go. Exits 0 while it is so, and 1 where that changed.
set -euo pipefail
fabric8=7.8.0
yaml=v1.6.0
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir" && rm -rf "$dir"' EXIT
cd "$dir"

cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.fabric8</groupId><artifactId>kubernetes-client</artifactId><version>$fabric8</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat > Finding.java <<'JAVA'
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;

public class Finding {
  public static void main(String[] files) throws Exception {
    for (String file : files) {
      System.out.println("fabric8 " + file + " " + read(Files.readString(Path.of(file))));
    }
  }

  static String read(String manifest) {
    try {
      Service service = Serialization.unmarshal(manifest, Service.class);
      return "port=%s clusterIP=%s annotation=%s".formatted(
          service.getSpec().getPorts().get(0).getPort(),
          service.getSpec().getClusterIP() == null ? "" : service.getSpec().getClusterIP(),
          service.getMetadata().getAnnotations().get("note"));
    } catch (IllegalArgumentException refused) {
      return "refused";
    }
  }
}
JAVA

mkdir go
cat > go/main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"sigs.k8s.io/yaml"
)

// What the script needs of a Service; kubectl turns YAML into JSON first, and the JSON is decoded by its types.
type service struct {
	Metadata struct {
		Annotations map[string]string `json:"annotations"`
	} `json:"metadata"`
	Spec struct {
		ClusterIP string `json:"clusterIP"`
		Ports     []struct {
			Port int32 `json:"port"`
		} `json:"ports"`
	} `json:"spec"`
}

func read(file string) string {
	content, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	text, err := yaml.YAMLToJSON(content)
	if err != nil {
		return "refused"
	}
	var read service
	if err := json.Unmarshal(text, &read); err != nil {
		return "refused"
	}
	return fmt.Sprintf("port=%d clusterIP=%s annotation=%s",
		read.Spec.Ports[0].Port, read.Spec.ClusterIP, read.Metadata.Annotations["note"])
}

func main() {
	for _, file := range os.Args[1:] {
		fmt.Println("kubectl", file, read(file))
	}
}
GO

manifest() {
  printf 'apiVersion: v1\nkind: Service\nmetadata: {name: shop, annotations: {note: %s}}\nspec: {clusterIP: %s, ports: [{port: %s}]}\n' "$3" "$2" "$1"
}
manifest 80 '""' text > plain
manifest 0120 '""' text > octal
manifest 0x50 '""' text > hexadecimal
manifest 80 '~' text > tilde
manifest 80 '""' 5 > number
files=(plain octal hexadecimal tilde number)

java -cp 'lib/*' Finding.java "${files[@]}" > got
(
  cd go
  export GOPATH="$dir/gopath" GOFLAGS=-mod=mod GOCACHE="$dir/gocache"
  go mod init finding
  go get "sigs.k8s.io/yaml@$yaml"
  go build -o ../kubectl-reader .
) > go.log 2>&1 || { cat go.log; exit 1; }
./kubectl-reader "${files[@]}" >> got

cat > wanted <<'W'
fabric8 plain port=80 clusterIP= annotation=text
fabric8 octal port=120 clusterIP= annotation=text
fabric8 hexadecimal refused
fabric8 tilde port=80 clusterIP=~ annotation=text
fabric8 number port=80 clusterIP= annotation=5
kubectl plain port=80 clusterIP= annotation=text
kubectl octal port=80 clusterIP= annotation=text
kubectl hexadecimal port=80 clusterIP= annotation=text
kubectl tilde port=80 clusterIP= annotation=text
kubectl number refused
W
echo "fabric8 $fabric8, sigs.k8s.io/yaml $yaml"
cat got
if diff wanted got; then echo "as described"; else echo "CHANGED"; exit 1; fi
