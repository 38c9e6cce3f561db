package qemu

// release is a Version as one number that orders as the releases do:
// major*10000 + minor*100 + micro.
type release uint32

func (v Version) release() release {
	return release(v.Major*1_00_00 + v.Minor*1_00 + v.Micro)
}

// version is the Version that r stands for.
func (r release) version() Version {
	return Version{int(r / 1_00_00), int(r / 1_00 % 100), int(r % 100)}
}

// The ends of a span that has none.
const (
	ever  release = 0 // it was there in the oldest release that is known
	still release = 0 // it is there in the newest one
)

// The releases of QEMU that the tables speak of.
const (
	v0_8_2  release = 8_02
	v0_9    release = 9_00
	v0_9_1  release = 9_01
	v0_10   release = 10_00
	v0_11   release = 11_00
	v0_12   release = 12_00
	v0_13   release = 13_00
	v0_14   release = 14_00
	v0_15   release = 15_00
	v1_0    release = 1_00_00
	v1_1    release = 1_01_00
	v1_2    release = 1_02_00
	v1_3    release = 1_03_00
	v1_4    release = 1_04_00
	v1_5    release = 1_05_00
	v1_6    release = 1_06_00
	v1_7    release = 1_07_00
	v2_0    release = 2_00_00
	v2_1    release = 2_01_00
	v2_2    release = 2_02_00
	v2_3    release = 2_03_00
	v2_4    release = 2_04_00
	v2_5    release = 2_05_00
	v2_6    release = 2_06_00
	v2_7    release = 2_07_00
	v2_8    release = 2_08_00
	v2_9    release = 2_09_00
	v2_10   release = 2_10_00
	v2_11   release = 2_11_00
	v2_11_1 release = 2_11_01
	v2_12   release = 2_12_00
	v3_0    release = 3_00_00
	v3_1    release = 3_01_00
	v4_0    release = 4_00_00
	v4_1    release = 4_01_00
	v4_2    release = 4_02_00
	v5_0    release = 5_00_00
	v5_1    release = 5_01_00
	v5_2    release = 5_02_00
	v6_0    release = 6_00_00
	v6_1    release = 6_01_00
	v6_2    release = 6_02_00
	v7_0    release = 7_00_00
	v7_1    release = 7_01_00
	v7_2    release = 7_02_00
	v8_0    release = 8_00_00
	v8_1    release = 8_01_00
	v8_2    release = 8_02_00
	v9_0    release = 9_00_00
	v9_1    release = 9_01_00
	v9_2    release = 9_02_00
	v10_0   release = 10_00_00
	v10_1   release = 10_01_00
	v10_2   release = 10_02_00
	v11_0   release = 11_00_00
	v11_1   release = 11_01_00
)

// isMajorMinor tells whether there was a release r, leaving point releases out.
func (r release) isMajorMinor() bool {
	v := r.version()
	last := 2
	switch v.Major {
	case 0:
		last = 15
	case 1:
		last = 7
	case 2:
		last = 12
	case 3:
		last = 1
	}
	return v.Minor <= last && v.Micro == 0
}
