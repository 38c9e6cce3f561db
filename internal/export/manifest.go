package export

// The part of KubeVirt's API, kubevirt.io/v1, that a domain can be said in, with
// its names. Source: VirtualMachine in kubevirt.io/api/core/v1.

type manifest struct {
	APIVersion string     `yaml:"apiVersion"`
	Kind       string     `yaml:"kind"`
	Metadata   kubeName   `yaml:"metadata"`
	Spec       kubeVMSpec `yaml:"spec"`
}

type kubeName struct {
	Name string `yaml:"name"`
}

type kubeVMSpec struct {
	RunStrategy string       `yaml:"runStrategy"`
	Template    kubeTemplate `yaml:"template"`
}

type kubeTemplate struct {
	Spec kubeSpec `yaml:"spec"`
}

type kubeSpec struct {
	Architecture string        `yaml:"architecture,omitempty"`
	Grace        int           `yaml:"terminationGracePeriodSeconds"`
	Domain       kubeDomain    `yaml:"domain"`
	Networks     []kubeNetwork `yaml:"networks,omitempty"`
	Volumes      []kubeVolume  `yaml:"volumes,omitempty"`
}

type kubeDomain struct {
	CPU      kubeCPU       `yaml:"cpu"`
	Memory   kubeMemory    `yaml:"memory"`
	Machine  *kubeType     `yaml:"machine,omitempty"`
	Firmware kubeFirmware  `yaml:"firmware"`
	Clock    *kubeClock    `yaml:"clock,omitempty"`
	Features *kubeFeatures `yaml:"features,omitempty"`
	Devices  kubeDevices   `yaml:"devices"`
}

type kubeCPU struct {
	Sockets  uint64           `yaml:"sockets,omitempty"`
	Cores    uint64           `yaml:"cores,omitempty"`
	Threads  uint64           `yaml:"threads,omitempty"`
	Model    string           `yaml:"model,omitempty"`
	Features []kubeCPUFeature `yaml:"features,omitempty"`
}

type kubeCPUFeature struct {
	Name   string `yaml:"name"`
	Policy string `yaml:"policy,omitempty"`
}

type kubeMemory struct {
	Guest string `yaml:"guest"`
}

type kubeType struct {
	Type string `yaml:"type"`
}

type kubeFirmware struct {
	UUID       string          `yaml:"uuid,omitempty"`
	Bootloader *kubeBootloader `yaml:"bootloader,omitempty"`
}

type kubeBootloader struct {
	BIOS *struct{} `yaml:"bios,omitempty"`
	EFI  *kubeEFI  `yaml:"efi,omitempty"`
}

type kubeEFI struct {
	SecureBoot bool `yaml:"secureBoot"`
	Persistent bool `yaml:"persistent,omitempty"`
}

type kubeClock struct {
	UTC      *struct{} `yaml:"utc,omitempty"`
	Timezone string    `yaml:"timezone,omitempty"`
}

type kubeFeatures struct {
	ACPI *kubeState `yaml:"acpi,omitempty"`
	APIC *kubeState `yaml:"apic,omitempty"`
	SMM  *kubeState `yaml:"smm,omitempty"`
}

type kubeState struct {
	Enabled bool `yaml:"enabled"`
}

type kubeDevices struct {
	Graphics   bool            `yaml:"autoattachGraphicsDevice"`
	Serial     bool            `yaml:"autoattachSerialConsole"`
	Balloon    bool            `yaml:"autoattachMemBalloon"`
	Pod        bool            `yaml:"autoattachPodInterface"`
	Disks      []kubeDisk      `yaml:"disks,omitempty"`
	Interfaces []kubeInterface `yaml:"interfaces,omitempty"`
	Inputs     []kubeInput     `yaml:"inputs,omitempty"`
	RNG        *struct{}       `yaml:"rng,omitempty"`
	TPM        *kubeTPM        `yaml:"tpm,omitempty"`
	Watchdog   *kubeWatchdog   `yaml:"watchdog,omitempty"`
}

type kubeDisk struct {
	Name      string      `yaml:"name"`
	Disk      *kubeTarget `yaml:"disk,omitempty"`
	CDROM     *kubeTarget `yaml:"cdrom,omitempty"`
	BootOrder uint64      `yaml:"bootOrder,omitempty"`
	Serial    string      `yaml:"serial,omitempty"`
	Cache     string      `yaml:"cache,omitempty"`
}

type kubeTarget struct {
	Bus      string `yaml:"bus"`
	ReadOnly bool   `yaml:"readonly,omitempty"`
}

type kubeInterface struct {
	Name       string    `yaml:"name"`
	Model      string    `yaml:"model,omitempty"`
	MAC        string    `yaml:"macAddress,omitempty"`
	BootOrder  uint64    `yaml:"bootOrder,omitempty"`
	Masquerade *struct{} `yaml:"masquerade,omitempty"`
	Bridge     *struct{} `yaml:"bridge,omitempty"`
}

type kubeInput struct {
	Name string `yaml:"name"`
	Type string `yaml:"type"`
	Bus  string `yaml:"bus"`
}

type kubeTPM struct {
	Persistent bool `yaml:"persistent"`
}

type kubeWatchdog struct {
	Name string     `yaml:"name"`
	I6   kubeAction `yaml:"i6300esb"`
}

type kubeAction struct {
	Action string `yaml:"action,omitempty"`
}

type kubeNetwork struct {
	Name   string      `yaml:"name"`
	Pod    *struct{}   `yaml:"pod,omitempty"`
	Multus *kubeMultus `yaml:"multus,omitempty"`
}

type kubeMultus struct {
	NetworkName string `yaml:"networkName"`
}

type kubeVolume struct {
	Name     string       `yaml:"name"`
	HostDisk kubeHostDisk `yaml:"hostDisk"`
}

type kubeHostDisk struct {
	Path string `yaml:"path"`
	Type string `yaml:"type"`
}
