{{- define "cryptopipeline.test.selectorLabels" -}}
app.kubernetes.io/name: {{ include "cryptopipeline.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: test
{{- end -}}
