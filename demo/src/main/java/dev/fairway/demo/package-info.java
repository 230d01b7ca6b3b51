/**
 * The demo: the whole operator on a Kubernetes API server and an SD-WAN in this process. Scenes
 * edit the cluster over its API as users, a scheduler and the EndpointSlice controller would; what
 * is printed of the fabric and of conditions is what fabric and API answer. Imports the operator,
 * its backends, the embedded API server and the simulator. Start with {@link
 * dev.fairway.demo.Demo}.
 */
@NullMarked
package dev.fairway.demo;

import org.jspecify.annotations.NullMarked;
