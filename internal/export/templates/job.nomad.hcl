# {{.Title}}: a guest of QEMU, made by qemuxml export nomad.
# The clients need the driver raw_exec, and a max_kill_timeout of {{.StopTimeout}} for the
# guest to have the time to power down.
job {{.Name}} {
  datacenters = ["*"]
  type        = {{.Type}}
{{range .Constraints}}
  # {{.Why}}
  constraint {
    attribute = {{.Attribute}}
{{- if .Operator}}
    operator  = {{.Operator}}
{{- end}}
    value     = {{.Value}}
  }
{{end}}
  group "guest" {
    restart {
      attempts = {{.Restarts}}
      delay    = "15s"
      mode     = {{.RestartMode}}
    }
{{- if eq .Restarts 0}}

    reschedule {
      attempts  = 0
      unlimited = false
    }
{{- end}}
{{- range .Volumes}}

    # Places the job; the guest finds its files in {{.Dir}}.
    volume {{.Name}} {
      type      = "host"
      source    = {{.Name}}
      read_only = {{.ReadOnly}}
    }
{{- end}}

    task "qemu" {
      driver       = "raw_exec"
      kill_signal  = "SIGTERM"
      kill_timeout = {{.KillTimeout}}

      config {
        command = "/bin/sh"
        args    = ["${NOMAD_TASK_DIR}/guest.sh"]
      }

      resources {
        cores      = {{.Cores}}
        memory     = {{.Memory}}
{{- if .MemoryMax}}
        memory_max = {{.MemoryMax}}
{{- end}}
      }

      template {
        destination     = "local/guest.sh"
        perms           = "755"
        change_mode     = "noop"
        left_delimiter  = {{.Left}}
        right_delimiter = {{.Right}}
        data            = <<{{.End}}
{{.Script}}{{.End}}
      }
    }
  }
}
