{{/* The chart's part of names. */}}
{{- define "cryptopipeline.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* What all names begin with; at most 40 characters, so that there is room for what follows. */}}
{{- define "cryptopipeline.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* The name of the operator's Deployment, Service and so on. */}}
{{- define "cryptopipeline.operator.name" -}}
{{- printf "%s-operator" (include "cryptopipeline.fullname" .) -}}
{{- end -}}

{{- define "cryptopipeline.operator.serviceAccountName" -}}
{{- default (include "cryptopipeline.operator.name" .) .Values.serviceAccount.name -}}
{{- end -}}

{{/* The name of the console's Deployment, Service and so on. */}}
{{- define "cryptopipeline.console.name" -}}
{{- printf "%s-console" (include "cryptopipeline.fullname" .) -}}
{{- end -}}

{{- define "cryptopipeline.console.serviceAccountName" -}}
{{- default (include "cryptopipeline.console.name" .) .Values.console.serviceAccount.name -}}
{{- end -}}

{{/* The ClusterRole that the operator binds to a pair's Spark driver. */}}
{{- define "cryptopipeline.driver.clusterRoleName" -}}
{{- printf "%s-spark-driver" (include "cryptopipeline.fullname" .) -}}
{{- end -}}

{{/* Labels of everything. */}}
{{- define "cryptopipeline.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ include "cryptopipeline.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: crypto-pipeline
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "cryptopipeline.operator.selectorLabels" -}}
app.kubernetes.io/name: {{ include "cryptopipeline.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "cryptopipeline.operator.labels" -}}
{{ include "cryptopipeline.labels" . }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "cryptopipeline.console.selectorLabels" -}}
app.kubernetes.io/name: {{ include "cryptopipeline.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: console
{{- end -}}

{{- define "cryptopipeline.console.labels" -}}
{{ include "cryptopipeline.labels" . }}
app.kubernetes.io/component: console
{{- end -}}

{{/* An image as one string: call with (list $ .Values.images.operator). */}}
{{- define "cryptopipeline.image" -}}
{{- $root := index . 0 -}}
{{- $image := index . 1 -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $image.repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $image.repository (default $root.Chart.AppVersion $image.tag) -}}
{{- end -}}
{{- end -}}
