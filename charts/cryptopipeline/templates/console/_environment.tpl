{{/* Where the console's page and API answer, and its probes and metrics. */}}
{{- define "cryptopipeline.console.port" -}}8080{{- end -}}
{{- define "cryptopipeline.console.managementPort" -}}8081{{- end -}}

{{/* The folder with the tokens of those who may look. */}}
{{- define "cryptopipeline.console.tokensFolder" -}}/etc/pipeline/tokens{{- end -}}

{{/* The console's settings. It refuses to start with a PIPELINE_ variable that it does not know. */}}
{{- define "cryptopipeline.console.environment" -}}
{{- $access := .Values.console.access -}}
- name: PIPELINE_KUBERNETES
  value: "true"
{{- with .Values.watchNamespaces }}
- name: PIPELINE_NAMESPACES
  value: {{ join "," . | quote }}
{{- end }}
- name: PIPELINE_PORT
  value: {{ include "cryptopipeline.console.port" . | quote }}
- name: PIPELINE_MANAGEMENT_PORT
  value: {{ include "cryptopipeline.console.managementPort" . | quote }}
{{- if $access.tokensSecret }}
- name: PIPELINE_ACCESS_TOKENS_FILE
  value: {{ printf "%s/%s" (include "cryptopipeline.console.tokensFolder" .) $access.tokensKey | quote }}
{{- end }}
{{- with $access.oidc.issuer }}
- name: PIPELINE_OIDC_ISSUER
  value: {{ . | quote }}
- name: PIPELINE_OIDC_AUDIENCE
  value: {{ $access.oidc.audience | quote }}
{{- with $access.oidc.jwksUrl }}
- name: PIPELINE_OIDC_JWKS_URL
  value: {{ . | quote }}
{{- end }}
{{- with $access.oidc.claims }}
- name: PIPELINE_OIDC_CLAIM
  value: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- with $access.corsOrigins }}
- name: PIPELINE_CORS_ORIGIN
  value: {{ join "," . | quote }}
{{- end }}
- name: PIPELINE_REQUESTS_PER_MINUTE
  value: {{ $access.requestsPerMinute | quote }}
{{- with $access.trustedProxies }}
- name: PIPELINE_TRUSTED_PROXY
  value: {{ join "," . | quote }}
{{- end }}
- name: JAVA_TOOL_OPTIONS
  value: {{ .Values.console.javaToolOptions | quote }}
{{- end -}}
