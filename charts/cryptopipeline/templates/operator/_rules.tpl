{{/*
What the operator has to be allowed in the namespaces of its pairs. A ClusterRole holds the rules if it
looks after all namespaces, a Role in each namespace otherwise.
*/}}
{{- define "cryptopipeline.operator.rules" -}}
{{- $kept := "list, watch, create, patch" -}}
{{- $owned := "list, watch, create, patch, delete" -}}
- apiGroups: [finsolutions.io]
  resources: [cryptopipelines]
  verbs: [list, watch, patch]
- apiGroups: [finsolutions.io]
  resources: [cryptopipelines/status]
  verbs: [patch]
# Asked for by clusters that let nobody keep from deletion what he may not change, such as OpenShift.
- apiGroups: [finsolutions.io]
  resources: [cryptopipelines/finalizers]
  verbs: [update]
- apiGroups: [""]
  resources: [secrets, serviceaccounts, persistentvolumeclaims]
  verbs: [{{ $owned }}]
- apiGroups: [""]
  resources: [services]
  verbs: [{{ $kept }}]
# A pod says why it does not start; an event says why there is no pod.
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch]
- apiGroups: [""]
  resources: [events]
  verbs: [list, create]
- apiGroups: [apps]
  resources: [deployments, statefulsets]
  verbs: [{{ $owned }}]
- apiGroups: [batch]
  resources: [jobs, cronjobs]
  verbs: [{{ $owned }}]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [{{ $owned }}]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [{{ $owned }}]
# For each pair a Role with which the console sees the one Secret that it needs.
- apiGroups: [rbac.authorization.k8s.io]
  resources: [roles, rolebindings]
  verbs: [{{ $owned }}]
# A Spark driver with executors may do what this one role says. Without "bind", the operator would have
# to have all of it itself.
- apiGroups: [rbac.authorization.k8s.io]
  resources: [clusterroles]
  resourceNames: [{{ include "cryptopipeline.driver.clusterRoleName" . }}]
  verbs: [bind]
- apiGroups: [kafka.strimzi.io]
  resources: [kafkatopics, kafkausers]
  verbs: [{{ $owned }}]
- apiGroups: [kafka.strimzi.io]
  resources: [kafkas]
  verbs: [list, watch]
- apiGroups: [sparkoperator.k8s.io]
  resources: [sparkapplications]
  verbs: [{{ $owned }}]
- apiGroups: [postgresql.cnpg.io]
  resources: [clusters]
  verbs: [{{ $owned }}]
- apiGroups: [monitoring.coreos.com]
  resources: [podmonitors]
  verbs: [{{ $kept }}]
{{- end -}}
