"""The unit by which systemd keeps Pindos running, shut in as far as it can work."""

from pathlib import Path

UNIT = """\
# Pindos under systemd. Settings stand in {environment}, data in {home}.
# Made by: pindos instance systemd
[Unit]
Description=Pindos{what}
Documentation=file:{program_folder}/docs/guide/operators.md
After=network-online.target postgresql.service
Wants=network-online.target

[Service]
Type=exec
User={user}
Group={user}
UMask=0077
EnvironmentFile=-{environment}
Environment=PINDOS_HOME={home}
# What Python has compiled is kept: without it each start takes twice the processor time
Environment=PYTHONPYCACHEPREFIX=/var/cache/{state}
WorkingDirectory={home}
StateDirectory={state}
StateDirectoryMode=0700
CacheDirectory={state}
CacheDirectoryMode=0700
ExecStart={program} {command}
Restart=on-failure
RestartSec=5
TimeoutStopSec=30
KillMode=mixed
LimitNOFILE=65536

# Only ports below 1024, and only when it ends TLS itself
AmbientCapabilities=CAP_NET_BIND_SERVICE
CapabilityBoundingSet=CAP_NET_BIND_SERVICE

NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
RemoveIPC=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
"""


def unit(*, program: Path, user: str, environment: Path, command: str) -> str:
    """The text of the unit; ``command`` is what it runs, data lies in /var/lib/pindos."""
    return UNIT.format(
        program=program,
        program_folder=program.parents[2],
        user=user,
        environment=environment,
        home="/var/lib/pindos",
        state="pindos",
        command=command,
        what={"work": " (worker)", "timer": " (timer)", "jobs": " (long jobs)"}.get(command, ""),
    )
