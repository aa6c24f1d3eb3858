{{/* What restricted Pod Security asks of a pod. */}}
{{- define "cryptopipeline.podSecurityContext" -}}
runAsNonRoot: true
{{- with .Values.runAsUser }}
runAsUser: {{ . }}
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* What restricted Pod Security asks of a container, and a root file system that cannot be written. */}}
{{- define "cryptopipeline.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end -}}
