package io.finsolutions.pipeline.console.pipelines;

/** Where a Secret is. */
record SecretName(String namespace, String name) {
  @Override
  public String toString() {
    return "Secret " + name + " in namespace " + namespace;
  }
}
