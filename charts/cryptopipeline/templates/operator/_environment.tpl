{{/* Where the operator's probes and metrics answer. */}}
{{- define "cryptopipeline.operator.managementPort" -}}8080{{- end -}}

{{/* The operator's settings. It refuses to start with a PIPELINE_ variable that it does not know. */}}
{{- define "cryptopipeline.operator.environment" -}}
- name: PIPELINE_NAMESPACE
  valueFrom:
    fieldRef:
      apiVersion: v1
      fieldPath: metadata.namespace
- name: PIPELINE_POD_NAME
  valueFrom:
    fieldRef:
      apiVersion: v1
      fieldPath: metadata.name
{{- with .Values.watchNamespaces }}
- name: PIPELINE_WATCH_NAMESPACES
  value: {{ join "," . | quote }}
{{- end }}
- name: PIPELINE_LEADER_ELECTION
  value: {{ .Values.leaderElection | quote }}
- name: PIPELINE_MANAGEMENT_PORT
  value: {{ include "cryptopipeline.operator.managementPort" . | quote }}
- name: PIPELINE_PRODUCER_IMAGE
  value: {{ include "cryptopipeline.image" (list . .Values.images.producer) | quote }}
- name: PIPELINE_STREAMING_IMAGE
  value: {{ include "cryptopipeline.image" (list . .Values.images.streaming) | quote }}
- name: PIPELINE_BATCH_IMAGE
  value: {{ include "cryptopipeline.image" (list . .Values.images.batch) | quote }}
- name: PIPELINE_POSTGRES_IMAGE
  value: {{ include "cryptopipeline.image" (list . .Values.images.postgres) | quote }}
- name: PIPELINE_IMAGE_PULL_POLICY
  value: {{ .Values.images.pullPolicy | quote }}
- name: PIPELINE_DRIVER_CLUSTER_ROLE
  value: {{ include "cryptopipeline.driver.clusterRoleName" . | quote }}
{{- if .Values.console.enabled }}
- name: PIPELINE_CONSOLE_SERVICE_ACCOUNT
  value: {{ printf "%s/%s" .Release.Namespace (include "cryptopipeline.console.serviceAccountName" .) | quote }}
{{- end }}
- name: PIPELINE_FRESHNESS_INTERVAL
  value: {{ .Values.freshnessInterval | quote }}
- name: PIPELINE_CHECK_PRODUCTS
  value: {{ .Values.exchange.checkProducts | quote }}
{{- with .Values.exchange.restUrl }}
- name: PIPELINE_COINBASE_REST_URL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.exchange.exchangeUrl }}
- name: PIPELINE_COINBASE_EXCHANGE_URL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.exchange.websocketUrl }}
- name: PIPELINE_COINBASE_WEBSOCKET_URL
  value: {{ . | quote }}
{{- end }}
- name: JAVA_TOOL_OPTIONS
  value: {{ .Values.javaToolOptions | quote }}
{{- end -}}
