/**
 * What tests of Kubernetes code need: a cluster, the kinds of other operators, and stand-ins for
 * the kubelet and those operators, which do what the real ones do as far as it can be seen through
 * the API server, but run nothing.
 */
package io.finsolutions.pipeline.harness;
