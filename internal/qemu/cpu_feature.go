package qemu

import (
	"slices"
	"strings"
)

// CPUFeature is what t calls the CPU feature that libvirt calls name. Source:
// virQEMUCapsCPUFeatureToQEMU; the older spelling is that of QEMU before its
// CPU features were properties.
func (t *Target) CPUFeature(name string) string {
	if !t.Arch.IsX86() {
		return name
	}
	if !t.Has("cpu.properties") {
		return strings.ReplaceAll(name, "-", "_")
	}
	switch name {
	case "cmp_legacy", "ds_cpl", "fxsr_opt", "kvm_pv_eoi", "kvm_pv_unhalt", "lahf_lm", "nodeid_msr", "perfctr_core", "perfctr_nb", "tsc_adjust":
		return strings.ReplaceAll(name, "_", "-")
	case "pclmuldq":
		return "pclmulqdq"
	}
	return name
}

// TakesCPUFeature tells whether QEMU can be told of the CPU feature that
// libvirt calls name: some of libvirt's are of use for comparing hosts only, or
// are the guest's own doing (virQEMUCapsCPUFilterFeatures).
func (a Arch) TakesCPUFeature(name string) bool {
	switch name {
	case "cmt", "mbm_total", "mbm_local", "osxsave", "ospke":
		return !a.IsX86()
	}
	return true
}

// CPUFeatures are the names of all CPU features of a, as libvirt spells them;
// nil where nothing is known of them. Source: what query-cpu-model-expansion of
// the releases lists, and the names of libvirt's CPU map.
func (a Arch) CPUFeatures() []string {
	switch {
	case a.IsX86():
		return strings.Fields(x86CPUFeatures)
	case a.IsARM():
		return strings.Fields(armCPUFeatures)
	}
	return nil
}

// unmappedX86Features are QEMU's features that libvirt 11.3 has no description of.
const unmappedX86Features = "ace2 ace2-en amx-avx512 amx-fp8 amx-movrs amx-tf32 bhi-no full-width-write its-no " +
	"kvm-asyncpf kvm-asyncpf-int kvm-asyncpf-vmexit kvm-hint-dedicated kvm-mmu kvm-msi-ext-dest-id kvm-nopiodelay " +
	"kvm-poll-control kvm-pv-ipi kvm-pv-sched-yield kvm-pv-tlb-flush kvm-steal-time kvm_pv_eoi kvm_pv_unhalt kvmclock " +
	"kvmclock-stable-bit lmce movrs msr-imm phe phe-en pmm pmm-en prefetchi tsa-l1-no tsa-sq-no verw-clear " +
	"vmx-invept-single-context-noglobals xcrypt xcrypt-en xstore xstore-en"

// MapsCPUFeature tells whether libvirt can describe the CPU feature called name.
func (a Arch) MapsCPUFeature(name string) bool {
	return !a.IsX86() || !slices.Contains(strings.Fields(unmappedX86Features), name)
}

const armCPUFeatures = "pauth sve sve128 sve256 sve384 sve512 sve640 sve768 sve896 sve1024 sve1152 sve1280 " +
	"sve1408 sve1536 sve1664 sve1792 sve1920 sve2048"

const x86CPUFeatures = "" +
	"3dnow 3dnowext 3dnowprefetch abm ace2 ace2-en acpi adx aes amd-no-ssb amd-psfd amd-ssbd amd-stibp " +
	"amx-avx512 amx-bf16 amx-complex amx-fp16 amx-fp8 amx-int8 amx-movrs amx-tf32 amx-tile apic arat " +
	"arch-capabilities arch-lbr auto-ibrs avic avx avx-ifma avx-ne-convert avx-vnni avx-vnni-int16 " +
	"avx-vnni-int8 avx10 avx10-128 avx10-256 avx10-512 avx2 avx512-4fmaps avx512-4vnniw avx512-bf16 " +
	"avx512-fp16 avx512-vp2intersect avx512-vpopcntdq avx512bitalg avx512bw avx512cd avx512dq avx512er avx512f " +
	"avx512ifma avx512pf avx512vbmi avx512vbmi2 avx512vl avx512vnni bhi-ctrl bhi-no bmi1 bmi2 bus-lock-detect " +
	"cid cldemote clflush clflushopt clwb clzero cmov cmp_legacy cmpccxadd cmt core-capability cr8legacy cvt16 " +
	"cx16 cx8 dca ddpd-u de decodeassists ds ds_cpl dtes64 eraps erms est extapic f16c fb-clear fbsdp-no " +
	"fdp-excptn-only flush-l1d flushbyasid fma fma4 fpu fred fsgsbase fsrc fsrm fsrs full-width-write fxsr " +
	"fxsr_opt fzrm gds-no gfni hle ht hypervisor ia64 ibpb ibpb-brtype ibrs ibrs-all ibs intel-psfd intel-pt " +
	"intel-pt-lip invpcid invtsc ipred-ctrl its-no kvm-asyncpf kvm-asyncpf-int kvm-asyncpf-vmexit " +
	"kvm-hint-dedicated kvm-mmu kvm-msi-ext-dest-id kvm-nopiodelay kvm-poll-control kvm-pv-ipi " +
	"kvm-pv-sched-yield kvm-pv-tlb-flush kvm-steal-time kvm_pv_eoi kvm_pv_unhalt kvmclock kvmclock-stable-bit " +
	"la57 lahf_lm lam lbrv lfence-always-serializing lkgs lm lmce lwp mbm_local mbm_total mca mcdt-no mce " +
	"md-clear mds-no misalignsse mmx mmxext monitor movbe movdir64b movdiri movrs mpx msr msr-imm mtrr " +
	"no-nested-data-bp nodeid_msr npt nrip-save null-sel-clr-base nx ospke osvw osxsave overflow-recov pae pat " +
	"pause-filter pbe pbrsb-no pcid pclmuldq pcommit pdcm pdpe1gb perfctr_core perfctr_nb perfmon-v2 " +
	"pfthreshold pge phe phe-en pks pku pmm pmm-en pn pni popcnt prefetchi prefetchiti pschange-mc-no psdp-no " +
	"pse pse36 rdctl-no rdpid rdrand rdseed rdtscp rfds-clear rfds-no rrsba-ctrl rsba rtm sbdr-ssdp-no sbpb " +
	"sep serialize sgx sgx-aex-notify sgx-debug sgx-edeccssa sgx-exinfo sgx-kss sgx-mode64 sgx-provisionkey " +
	"sgx-tokenkey sgx1 sgx2 sgxlc sha-ni sha512 skinit skip-l1dfl-vmentry sm3 sm4 smap smep smx spec-ctrl " +
	"split-lock-detect srso-no srso-user-kernel-no ss ssb-no ssbd sse sse2 sse4.1 sse4.2 sse4a ssse3 stibp " +
	"stibp-always-on succor svm svm-lock svme-addr-chk syscall taa-no tbm tce tm tm2 topoext tsa-l1-no " +
	"tsa-sq-no tsc tsc-deadline tsc-scale tsc_adjust tsx-ctrl tsx-ldtrk umip v-vmsave-vmload vaes verw-clear " +
	"vgif virt-ssbd vmcb-clean vme vmx vmx-activity-hlt vmx-activity-shutdown vmx-activity-wait-sipi " +
	"vmx-any-errcode vmx-apicv-register vmx-apicv-vid vmx-apicv-x2apic vmx-apicv-xapic vmx-cr3-load-noexit " +
	"vmx-cr3-store-noexit vmx-cr8-load-exit vmx-cr8-store-exit vmx-desc-exit vmx-enable-user-wait-pause " +
	"vmx-encls-exit vmx-entry-ia32e-mode vmx-entry-load-bndcfgs vmx-entry-load-efer vmx-entry-load-fred " +
	"vmx-entry-load-pat vmx-entry-load-perf-global-ctrl vmx-entry-load-pkrs vmx-entry-load-rtit-ctl " +
	"vmx-entry-noload-debugctl vmx-ept vmx-ept-1gb vmx-ept-2mb vmx-ept-advanced-exitinfo vmx-ept-execonly " +
	"vmx-eptad vmx-eptp-switching vmx-exit-ack-intr vmx-exit-clear-bndcfgs vmx-exit-clear-rtit-ctl " +
	"vmx-exit-load-efer vmx-exit-load-pat vmx-exit-load-perf-global-ctrl vmx-exit-load-pkrs " +
	"vmx-exit-nosave-debugctl vmx-exit-save-efer vmx-exit-save-pat vmx-exit-save-preemption-timer " +
	"vmx-exit-secondary-ctls vmx-flexpriority vmx-hlt-exit vmx-ins-outs vmx-intr-exit vmx-invept " +
	"vmx-invept-all-context vmx-invept-single-context vmx-invept-single-context-noglobals vmx-invlpg-exit " +
	"vmx-invpcid-exit vmx-invvpid vmx-invvpid-all-context vmx-invvpid-single-addr vmx-io-bitmap vmx-io-exit " +
	"vmx-monitor-exit vmx-movdr-exit vmx-msr-bitmap vmx-mtf vmx-mwait-exit vmx-nested-exception vmx-nmi-exit " +
	"vmx-page-walk-4 vmx-page-walk-5 vmx-pause-exit vmx-ple vmx-pml vmx-posted-intr vmx-preemption-timer " +
	"vmx-rdpmc-exit vmx-rdrand-exit vmx-rdseed-exit vmx-rdtsc-exit vmx-rdtscp-exit vmx-secondary-ctls " +
	"vmx-shadow-vmcs vmx-store-lma vmx-true-ctls vmx-tsc-offset vmx-tsc-scaling vmx-unrestricted-guest " +
	"vmx-vintr-pending vmx-vmfunc vmx-vmwrite-vmexit-fields vmx-vnmi vmx-vnmi-pending vmx-vpid vmx-wbinvd-exit " +
	"vmx-xsaves vmx-zero-len-inject vnmi vpclmulqdq waitpkg wbnoinvd wdt wrmsrns x2apic xcrypt xcrypt-en xfd " +
	"xgetbv1 xop xsave xsavec xsaveerptr xsaveopt xsaves xstore xstore-en xtpr zero-fcs-fds"
