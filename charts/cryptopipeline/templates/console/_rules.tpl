{{/*
What the console has to be allowed in the namespaces of its pairs. The Secrets of their databases it sees
by a Role for each pair, which the operator makes.
*/}}
{{- define "cryptopipeline.console.rules" -}}
- apiGroups: [finsolutions.io]
  resources: [cryptopipelines]
  verbs: [list, watch]
{{- end -}}
